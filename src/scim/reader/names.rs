//! Names that are known beforehand, found without regard to case.

use std::sync::atomic::{AtomicU16, Ordering};

use crate::value::{JsonScanner, ReadError};

/// Known names, each with what is known of it.
#[derive(Clone, Debug)]
pub(super) struct NameTable<T> {
    members: Vec<Known<T>>,
    /// The beginning of each member as it is mostly spelled, `,"name":`; `None` where the name cannot
    /// stand for itself.
    beginnings: Vec<Option<Box<str>>>,
    /// One more than an index into `members`, 0 for none; a name stands at or behind its hash.
    slots: Vec<u16>,
    /// What followed in the object before, by place.
    following: Vec<Guess>,
}

/// An index into the members that is likely. Right or wrong, it decides about time alone.
#[derive(Debug)]
struct Guess(AtomicU16);

impl Guess {
    fn new(idx: usize) -> Self {
        Self(AtomicU16::new(idx as u16))
    }

    #[inline]
    fn get(&self) -> usize {
        usize::from(self.0.load(Ordering::Relaxed))
    }

    fn set(&self, idx: usize) {
        self.0.store(idx as u16, Ordering::Relaxed);
    }
}

impl Clone for Guess {
    fn clone(&self) -> Self {
        Self::new(self.get())
    }
}

/// A place among the members of an object.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PlaceAmong {
    /// 0 before the first member, else one more than the index of the known one before.
    idx: usize,
    is_inside: bool,
}

/// A member that begins.
#[derive(Debug)]
pub(super) struct Member<'a, 't, T> {
    pub name: &'a str,
    pub found: Option<Found<'t, T>>,
}

/// One known name.
#[derive(Clone, Debug)]
pub(super) struct Known<T> {
    pub name: String,
    /// Whether the name is that of a schema, so that it would be repaired in another spelling.
    pub is_spelled: bool,
    pub part: T,
}

/// A known name that was found.
#[derive(Debug)]
pub(super) struct Found<'t, T> {
    pub idx: usize,
    pub is_exact: bool,
    pub is_spelled: bool,
    pub part: &'t T,
}

impl<T> NameTable<T> {
    /// A table; of names that differ only in case the first one counts.
    pub fn new(members: Vec<Known<T>>) -> Self {
        let n_slots = (members.len() * 4).next_power_of_two().max(8);
        let mut table = Self {
            members: Vec::with_capacity(members.len()),
            beginnings: Vec::with_capacity(members.len()),
            slots: vec![0; n_slots],
            following: Vec::new(),
        };
        for member in members {
            table.add(member);
        }
        table.following = (0..=table.members.len()).map(Guess::new).collect();
        table
    }

    /// The next member of the object that was opened, with the scanner at its value; `None` behind the
    /// closing bracket.
    ///
    /// # Errors
    /// Neither is there.
    #[inline]
    pub fn next_member<'a>(
        &self,
        scanner: &mut JsonScanner<'a>,
        place: &mut PlaceAmong,
    ) -> Result<Option<Member<'a, '_, T>>, ReadError> {
        let guess = self.following.get(place.idx).map_or(usize::MAX, Guess::get);
        if let Some(Some(beginning)) = self.beginnings.get(guess)
            && let Some(Known { is_spelled, part, .. }) = self.members.get(guess)
            && let Some(name) = scanner.take_member(!place.is_inside, beginning)
        {
            *place = PlaceAmong { idx: guess + 1, is_inside: true };
            let found = Found { idx: guess, is_exact: true, is_spelled: *is_spelled, part };
            return Ok(Some(Member { name, found: Some(found) }));
        }
        self.next_looked_up(scanner, place)
    }

    fn next_looked_up<'a>(
        &self,
        scanner: &mut JsonScanner<'a>,
        place: &mut PlaceAmong,
    ) -> Result<Option<Member<'a, '_, T>>, ReadError> {
        let Some(name) = scanner.next_member(!place.is_inside)? else { return Ok(None) };
        place.is_inside = true;
        let found = self.find(name);
        if let Some(found) = &found {
            if let Some(following) = self.following.get(place.idx) {
                following.set(found.idx);
            }
            place.idx = found.idx + 1;
        }
        Ok(Some(Member { name, found }))
    }

    fn add(&mut self, member: Known<T>) {
        if self.find(&member.name).is_some() || self.members.len() >= usize::from(u16::MAX) {
            return;
        }
        let mut at = self.slot_of(&member.name);
        while self.slots.get(at).is_some_and(|&slot| slot != 0) {
            at = (at + 1) % self.slots.len();
        }
        let can_stand = member.name.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\');
        self.beginnings.push(can_stand.then(|| format!(",\"{}\":", member.name).into_boxed_str()));
        self.members.push(member);
        let idx = self.members.len() as u16;
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = idx;
        }
    }

    /// The known name that is this one, perhaps in another case.
    #[inline]
    pub fn find(&self, name: &str) -> Option<Found<'_, T>> {
        let mut at = self.slot_of(name);
        loop {
            let idx = usize::from(*self.slots.get(at)?).checked_sub(1)?;
            let Known { name: known, is_spelled, part } = self.members.get(idx)?;
            let is_exact = known == name;
            if is_exact || known.eq_ignore_ascii_case(name) {
                return Some(Found { idx, is_exact, is_spelled: *is_spelled, part });
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// The same for names that differ only in the case of ASCII letters.
    #[inline]
    fn slot_of(&self, name: &str) -> usize {
        let bytes = name.as_bytes();
        let sign = |at: usize| usize::from(bytes.get(at).map_or(0, |byte| byte | 0x20));
        let last = bytes.len().saturating_sub(1);
        let hash = sign(0) * 5 + sign(last / 2) * 31 + sign(last) * 139 + bytes.len() * 61;
        hash & (self.slots.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, NameTable};

    #[test]
    fn every_name_is_found_in_any_case_and_no_other() {
        let names = ["userName", "name", "$ref", "urn:a:b:User", "", "a", "Ä", "names", "eman", "username"];
        let known = |name: &&str| Known { name: (*name).to_owned(), is_spelled: true, part: name.len() };
        let table = NameTable::new(names.iter().map(known).collect());
        assert_eq!(table.members.len(), names.len() - 1);
        for name in names {
            let found = table.find(&name.to_ascii_uppercase()).map(|found| (*found.part, found.is_exact));
            assert_eq!(found, Some((name.len(), name.to_ascii_uppercase() == name)), "{name}");
        }
        for name in ["ä", "b", "userNam", "userNamee", "urn:a:b:Use"] {
            assert!(table.find(name).is_none(), "{name}");
        }
        assert!(table.find("USERNAME").is_some_and(|found| found.idx == 0));
    }
}
