//! Registers pure functions with an engine, by the shape of their arguments.
//!
//! Here lives what holds for every function: a missing subject (the first argument) gives a missing
//! result, and the subject is never changed. Not the functions themselves.

use rhai::{Dynamic, Engine, FuncRegistration, RhaiNativeFunc, Variant};

use super::arguments::{Argument, Failure, IntoValue, with_list};

/// The engine that is being furnished, and the names that were registered so far.
pub struct Registrar<'e> {
    engine: &'e mut Engine,
    #[cfg(test)]
    pub names: std::collections::BTreeSet<&'static str>,
}

type Answer = Result<Dynamic, Failure>;

impl<'e> Registrar<'e> {
    /// A registrar for the engine.
    pub fn new(engine: &'e mut Engine) -> Self {
        Self {
            engine,
            #[cfg(test)]
            names: std::collections::BTreeSet::new(),
        }
    }

    /// `name(text)`
    pub fn text<R: IntoValue>(
        &mut self,
        name: &'static str,
        function: impl Fn(&str) -> R + Send + Sync + 'static,
    ) {
        self.subject(name, move |subject| function(&argument(name, 0, subject).text()?).into_value());
    }

    /// `name(text, text)`
    pub fn text_text<R: IntoValue>(
        &mut self,
        name: &'static str,
        function: impl Fn(&str, &str) -> R + Send + Sync + 'static,
    ) {
        self.subject_1(name, move |subject, second| {
            let subject = argument(name, 0, subject).text()?;
            function(&subject, &argument(name, 1, second).text()?).into_value()
        });
    }

    /// `name(text, text, text)`
    pub fn text_text_text<R: IntoValue>(
        &mut self,
        name: &'static str,
        function: impl Fn(&str, &str, &str) -> R + Send + Sync + 'static,
    ) {
        self.subject_2(name, move |subject, second, third| {
            let subject = argument(name, 0, subject).text()?;
            let second = argument(name, 1, second).text()?;
            function(&subject, &second, &argument(name, 2, third).text()?).into_value()
        });
    }

    /// `name(text, number)`
    pub fn text_number<R: IntoValue>(
        &mut self,
        name: &'static str,
        function: impl Fn(&str, i64) -> R + Send + Sync + 'static,
    ) {
        self.subject_1(name, move |subject, number| {
            let subject = argument(name, 0, subject).text()?;
            function(&subject, argument(name, 1, number).whole_number()?).into_value()
        });
    }

    /// `name(text, number, number)`
    pub fn text_number_number<R: IntoValue>(
        &mut self,
        name: &'static str,
        function: impl Fn(&str, i64, i64) -> R + Send + Sync + 'static,
    ) {
        self.subject_2(name, move |subject, second, third| {
            let subject = argument(name, 0, subject).text()?;
            let second = argument(name, 1, second).whole_number()?;
            function(&subject, second, argument(name, 2, third).whole_number()?).into_value()
        });
    }

    /// `name(text, number, text)`
    pub fn text_number_text<R: IntoValue>(
        &mut self,
        name: &'static str,
        function: impl Fn(&str, i64, &str) -> R + Send + Sync + 'static,
    ) {
        self.subject_2(name, move |subject, second, third| {
            let subject = argument(name, 0, subject).text()?;
            let second = argument(name, 1, second).whole_number()?;
            function(&subject, second, &argument(name, 2, third).text()?).into_value()
        });
    }

    /// `name(text, list)`
    pub fn text_list<R: IntoValue>(
        &mut self,
        name: &'static str,
        function: impl Fn(&str, &[Dynamic]) -> R + Send + Sync + 'static,
    ) {
        self.subject_1(name, move |subject, list| {
            let subject = argument(name, 0, subject).text()?;
            with_list(list, |list| function(&subject, list)).into_value()
        });
    }

    /// `name(text, text)` where either may be missing
    pub fn optional_texts<R: IntoValue>(
        &mut self,
        name: &'static str,
        function: impl Fn(Option<&str>, Option<&str>) -> R + Send + Sync + 'static,
    ) {
        self.values_2(name, move |first, second| {
            let first = argument(name, 0, first).optional_text()?;
            let second = argument(name, 1, second).optional_text()?;
            function(first.as_deref(), second.as_deref()).into_value()
        });
    }

    /// `name(list)`
    pub fn list<R: IntoValue>(
        &mut self,
        name: &'static str,
        function: impl Fn(&[Dynamic]) -> R + Send + Sync + 'static,
    ) {
        self.subject(name, move |subject| with_list(subject, &function).into_value());
    }

    /// `name(list, text)`
    pub fn list_text<R: IntoValue>(
        &mut self,
        name: &'static str,
        function: impl Fn(&[Dynamic], &str) -> R + Send + Sync + 'static,
    ) {
        self.subject_1(name, move |subject, text| {
            let text = argument(name, 1, text).text()?;
            with_list(subject, |list| function(list, &text)).into_value()
        });
    }

    /// `name(list, text)` where the text may be missing
    pub fn list_optional_text<R: IntoValue>(
        &mut self,
        name: &'static str,
        function: impl Fn(&[Dynamic], Option<&str>) -> R + Send + Sync + 'static,
    ) {
        self.subject_1(name, move |subject, text| {
            let text = argument(name, 1, text).optional_text()?;
            with_list(subject, |list| function(list, text.as_deref())).into_value()
        });
    }

    /// `name(value)`, also called for a missing value
    pub fn value<R: IntoValue>(
        &mut self,
        name: &'static str,
        function: impl Fn(&Dynamic) -> R + Send + Sync + 'static,
    ) {
        self.add(name, move |value: &mut Dynamic| -> Answer { function(value).into_value() });
    }

    /// `name(list)` and `name(a, b, …)` with two to six values, of which any may be missing
    pub fn any_of(&mut self, name: &'static str, function: fn(&[Dynamic]) -> Dynamic) {
        self.list(name, function);
        self.add(name, move |a: Dynamic, b: Dynamic| function(&[a, b]));
        self.add(name, move |a: Dynamic, b: Dynamic, c: Dynamic| function(&[a, b, c]));
        self.add(name, move |a: Dynamic, b: Dynamic, c: Dynamic, d: Dynamic| function(&[a, b, c, d]));
        self.add(name, move |a: Dynamic, b: Dynamic, c: Dynamic, d: Dynamic, e: Dynamic| {
            function(&[a, b, c, d, e])
        });
        self.add(name, move |a: Dynamic, b: Dynamic, c: Dynamic, d: Dynamic, e: Dynamic, f: Dynamic| {
            function(&[a, b, c, d, e, f])
        });
    }

    fn subject(&mut self, name: &'static str, call: impl Fn(&Dynamic) -> Answer + Send + Sync + 'static) {
        self.add(name, move |subject: &mut Dynamic| -> Answer {
            if subject.is_unit() { Ok(Dynamic::UNIT) } else { call(subject) }
        });
    }

    fn subject_1(
        &mut self,
        name: &'static str,
        call: impl Fn(&Dynamic, &Dynamic) -> Answer + Send + Sync + 'static,
    ) {
        self.values_2(
            name,
            move |subject, second| {
                if subject.is_unit() { Ok(Dynamic::UNIT) } else { call(subject, second) }
            },
        );
    }

    fn subject_2(
        &mut self,
        name: &'static str,
        call: impl Fn(&Dynamic, &Dynamic, &Dynamic) -> Answer + Send + Sync + 'static,
    ) {
        self.add(name, move |subject: &mut Dynamic, second: Dynamic, third: Dynamic| -> Answer {
            if subject.is_unit() { Ok(Dynamic::UNIT) } else { call(subject, &second, &third) }
        });
    }

    fn values_2(
        &mut self,
        name: &'static str,
        call: impl Fn(&Dynamic, &Dynamic) -> Answer + Send + Sync + 'static,
    ) {
        self.add(name, move |first: &mut Dynamic, second: Dynamic| call(first, &second));
    }

    /// Pure: the subject may be a constant, and is not copied for the call.
    fn add<A: 'static, const N: usize, const X: bool, R, const F: bool>(
        &mut self,
        name: &'static str,
        function: impl RhaiNativeFunc<A, N, X, R, F> + Send + Sync + 'static,
    ) where
        R: Variant + Clone,
    {
        #[cfg(test)]
        self.names.insert(name);
        FuncRegistration::new(name).with_purity(true).register_into_engine(self.engine, function);
    }
}

fn argument<'a>(function: &'static str, index: usize, value: &'a Dynamic) -> Argument<'a> {
    Argument { function, index, value }
}
