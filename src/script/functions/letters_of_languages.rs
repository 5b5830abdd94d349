//! How Cyrillic and Greek letters are written in the letters a to z, by the rules that passports of
//! each country follow.
//!
//! Not the rules for Latin letters (`letters`).

/// Letters and what is written for them, and what is written for some of them at the start of a word.
pub(super) struct Rules {
    /// In small letters; the longest come first.
    pub letters: &'static [(&'static str, &'static str)],
    /// At the start of a word.
    pub initial: &'static [(&'static str, &'static str)],
}

/// The rules for a language, `None` when there are none.
pub(super) fn rules_of(language: &str) -> Option<&'static Rules> {
    Some(match language {
        "ru" => &RUSSIAN,
        "uk" => &UKRAINIAN,
        "bg" => &BULGARIAN,
        "el" => &GREEK,
        _ => return None,
    })
}

/// ICAO Doc 9303, part 3, section 6.
const RUSSIAN: Rules = Rules {
    letters: &[
        ("а", "a"),
        ("б", "b"),
        ("в", "v"),
        ("г", "g"),
        ("д", "d"),
        ("е", "e"),
        ("ё", "e"),
        ("ж", "zh"),
        ("з", "z"),
        ("и", "i"),
        ("й", "i"),
        ("к", "k"),
        ("л", "l"),
        ("м", "m"),
        ("н", "n"),
        ("о", "o"),
        ("п", "p"),
        ("р", "r"),
        ("с", "s"),
        ("т", "t"),
        ("у", "u"),
        ("ф", "f"),
        ("х", "kh"),
        ("ц", "ts"),
        ("ч", "ch"),
        ("ш", "sh"),
        ("щ", "shch"),
        ("ъ", "ie"),
        ("ы", "y"),
        ("ь", ""),
        ("э", "e"),
        ("ю", "iu"),
        ("я", "ia"),
    ],
    initial: &[],
};

/// Resolution 55 of the Cabinet of Ministers, 2010.
const UKRAINIAN: Rules = Rules {
    letters: &[
        ("зг", "zgh"),
        ("а", "a"),
        ("б", "b"),
        ("в", "v"),
        ("г", "h"),
        ("ґ", "g"),
        ("д", "d"),
        ("е", "e"),
        ("є", "ie"),
        ("ж", "zh"),
        ("з", "z"),
        ("и", "y"),
        ("і", "i"),
        ("ї", "i"),
        ("й", "i"),
        ("к", "k"),
        ("л", "l"),
        ("м", "m"),
        ("н", "n"),
        ("о", "o"),
        ("п", "p"),
        ("р", "r"),
        ("с", "s"),
        ("т", "t"),
        ("у", "u"),
        ("ф", "f"),
        ("х", "kh"),
        ("ц", "ts"),
        ("ч", "ch"),
        ("ш", "sh"),
        ("щ", "shch"),
        ("ь", ""),
        ("ю", "iu"),
        ("я", "ia"),
        ("’", ""),
        ("'", ""),
        ("ʼ", ""),
    ],
    initial: &[("є", "ye"), ("ї", "yi"), ("й", "y"), ("ю", "yu"), ("я", "ya")],
};

/// The Transliteration Act, 2009.
const BULGARIAN: Rules = Rules {
    letters: &[
        ("а", "a"),
        ("б", "b"),
        ("в", "v"),
        ("г", "g"),
        ("д", "d"),
        ("е", "e"),
        ("ж", "zh"),
        ("з", "z"),
        ("и", "i"),
        ("й", "y"),
        ("к", "k"),
        ("л", "l"),
        ("м", "m"),
        ("н", "n"),
        ("о", "o"),
        ("п", "p"),
        ("р", "r"),
        ("с", "s"),
        ("т", "t"),
        ("у", "u"),
        ("ф", "f"),
        ("х", "h"),
        ("ц", "ts"),
        ("ч", "ch"),
        ("ш", "sh"),
        ("щ", "sht"),
        ("ъ", "a"),
        ("ь", "y"),
        ("ю", "yu"),
        ("я", "ya"),
    ],
    initial: &[],
};

/// ELOT 743 for names.
const GREEK: Rules = Rules {
    letters: &[
        ("ου", "ou"),
        ("ού", "ou"),
        ("αυ", "av"),
        ("αύ", "av"),
        ("ευ", "ev"),
        ("εύ", "ev"),
        ("ηυ", "iv"),
        ("ηύ", "iv"),
        ("γγ", "ng"),
        ("γξ", "nx"),
        ("γχ", "nch"),
        ("α", "a"),
        ("ά", "a"),
        ("β", "v"),
        ("γ", "g"),
        ("δ", "d"),
        ("ε", "e"),
        ("έ", "e"),
        ("ζ", "z"),
        ("η", "i"),
        ("ή", "i"),
        ("θ", "th"),
        ("ι", "i"),
        ("ί", "i"),
        ("ϊ", "i"),
        ("ΐ", "i"),
        ("κ", "k"),
        ("λ", "l"),
        ("μ", "m"),
        ("ν", "n"),
        ("ξ", "x"),
        ("ο", "o"),
        ("ό", "o"),
        ("π", "p"),
        ("ρ", "r"),
        ("σ", "s"),
        ("ς", "s"),
        ("τ", "t"),
        ("υ", "y"),
        ("ύ", "y"),
        ("ϋ", "y"),
        ("ΰ", "y"),
        ("φ", "f"),
        ("χ", "ch"),
        ("ψ", "ps"),
        ("ω", "o"),
        ("ώ", "o"),
    ],
    initial: &[("μπ", "b")],
};

impl Rules {
    /// The text with its letters written by the rules; what they do not have stays.
    pub fn apply(&self, text: &str) -> String {
        let small = text.to_lowercase();
        // Letters whose small form has another length are none of these scripts.
        if small.chars().count() != text.chars().count() {
            return text.to_owned();
        }
        let mut result = String::with_capacity(text.len());
        let mut rest = small.as_str();
        let mut capitals = text.chars().map(char::is_uppercase).peekable();
        let mut is_inside = false;
        let mut after_capital = false;
        while let Some(first) = rest.chars().next() {
            let found = self.find(rest, is_inside);
            let (letters, plain) = found.unwrap_or((&rest[..first.len_utf8()], ""));
            let first_is_capital = capitals.next().unwrap_or(false);
            let n_more = letters.chars().count() - 1;
            let last_is_capital = capitals.by_ref().take(n_more).last().unwrap_or(first_is_capital);
            let is_last = !rest[letters.len()..].starts_with(char::is_alphabetic);
            let beside_capital = if is_last { after_capital } else { capitals.peek() == Some(&true) };
            let among_capitals = last_is_capital && (n_more > 0 || beside_capital);
            match found {
                Some(_) if first_is_capital && among_capitals => result.push_str(&plain.to_uppercase()),
                Some(_) if first_is_capital => result.push_str(&super::text::capitalized(plain)),
                Some(_) => result.push_str(plain),
                None if first_is_capital => result.extend(first.to_uppercase()),
                None => result.push(first),
            }
            after_capital = last_is_capital;
            is_inside = first.is_alphanumeric() || matches!(first, '’' | '\'' | 'ʼ');
            rest = &rest[letters.len()..];
        }
        result
    }

    /// The letters with which the text begins, and what is written for them.
    fn find(&self, text: &str, is_inside: bool) -> Option<(&'static str, &'static str)> {
        let initial = if is_inside { &[] } else { self.initial };
        initial.iter().chain(self.letters).find(|(letters, _)| text.starts_with(letters)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::rules_of;

    #[test]
    fn names_as_passports_write_them() {
        let check = |language: &str, text: &str, expected: &str| {
            assert_eq!(rules_of(language).unwrap().apply(text), expected, "{text}");
        };
        check("ru", "Хрущёв Юрий Щукин ОБЪЕКТ", "Khrushchev Iurii Shchukin OBIEEKT");
        check("ru", "Наталья Жуковская", "Natalia Zhukovskaia");
        check("ru", "ЮЛИЯ", "IULIIA");
        check("uk", "Згурський Яценко Їжакевич Мар’яна", "Zghurskyi Yatsenko Yizhakevych Mariana");
        check("uk", "Ґалаґан Юрій", "Galagan Yurii");
        check("bg", "Щерю Ъгълов Илия", "Shteryu Agalov Iliya");
        check("el", "Παπαδόπουλος Γιώργος", "Papadopoulos Giorgos");
        check("el", "Ευαγγελία Μπέλλα Χρήστου", "Evangelia Bella Christou");
        check("el", "ΘΑΝΟΣ", "THANOS");
        check("ru", "Ann 42", "Ann 42");
    }
}
