//! Where the values of one run live.

use bumpalo::Bump;

use crate::value::{Entry, List, Object, Value};

/// Memory for the values of one resource's run. Values are never freed one by one: `reset` frees all
/// of them, and keeps the memory for the next resource.
#[derive(Debug, Default)]
pub struct Arena {
    bump: Bump,
}

impl Arena {
    /// An empty arena.
    pub fn new() -> Self {
        Self::default()
    }

    /// Frees all values.
    pub fn reset(&mut self) {
        self.bump.reset();
    }

    /// The bytes that values take, with what was set aside for the next ones.
    pub fn bytes(&self) -> usize {
        self.bump.allocated_bytes()
    }

    /// A copy of a text.
    pub fn text(&self, text: &str) -> &str {
        self.bump.alloc_str(text)
    }

    /// A text put together from parts.
    pub fn joined(&self, parts: &[&str]) -> &str {
        let mut joined = bumpalo::collections::String::with_capacity_in(
            parts.iter().map(|part| part.len()).sum(),
            &self.bump,
        );
        for part in parts {
            joined.push_str(part);
        }
        joined.into_bump_str()
    }

    /// A copy of a slice.
    pub fn slice<T: Copy>(&self, items: &[T]) -> &[T] {
        self.bump.alloc_slice_copy(items)
    }

    /// So many copies of one item, which can be changed.
    #[allow(clippy::mut_from_ref, reason = "each call gives memory of its own")]
    pub fn slots<T: Copy>(&self, n_items: usize, item: T) -> &mut [T] {
        self.bump.alloc_slice_fill_copy(n_items, item)
    }

    /// A slice of what an iterator gives.
    pub fn slice_of<T: Copy>(&self, items: impl IntoIterator<Item = T>) -> &[T] {
        let mut slice = bumpalo::collections::Vec::new_in(&self.bump);
        slice.extend(items);
        slice.into_bump_slice()
    }

    /// A slice that grows item by item.
    #[inline]
    pub fn buffer<T: Copy>(&self, capacity: usize) -> Buffer<'_, T> {
        Buffer { items: bumpalo::collections::Vec::with_capacity_in(capacity, &self.bump) }
    }

    /// A text that grows piece by piece.
    pub(super) fn text_buffer(&self, capacity: usize) -> bumpalo::collections::String<'_> {
        bumpalo::collections::String::with_capacity_in(capacity, &self.bump)
    }

    /// A list with these items.
    pub fn list<'a>(&'a self, items: impl IntoIterator<Item = Value<'a>>) -> Value<'a> {
        Value::List(List::Items(self.slice_of(items)))
    }

    /// An object with these entries; of two with the same name the later one counts.
    pub fn object<'a>(&'a self, entries: impl IntoIterator<Item = Entry<'a>>) -> Value<'a> {
        Value::Object(Object::Entries(self.slice_of(entries)))
    }
}

/// A slice in an arena while it grows.
#[derive(Debug)]
pub struct Buffer<'a, T> {
    items: bumpalo::collections::Vec<'a, T>,
}

impl<'a, T: Copy> Buffer<'a, T> {
    /// Adds an item at the end.
    #[inline]
    pub fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// The items so far.
    #[inline]
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// Takes away the items behind the first `n_items`.
    #[inline]
    pub fn truncate(&mut self, n_items: usize) {
        self.items.truncate(n_items);
    }

    /// The slice.
    #[inline]
    pub fn finish(self) -> &'a [T] {
        self.items.into_bump_slice()
    }
}
