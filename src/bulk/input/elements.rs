//! Chunks of input whose values are told apart by their brackets.

use std::io::Read;

use memchr::memchr;

use crate::bulk::input::cutter::Cutter;
use crate::bulk::input::scanner::{Scan, ValueScanner};
use crate::bulk::input::{Chunk, Element, ElementFault};

/// Where in the input the next value stands.
#[derive(Debug, Default)]
pub(super) struct ListState {
    place: Place,
    /// How many elements of arrays and lists were seen.
    n_elements: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// Outside of everything.
    #[default]
    Outside,
    /// In an array.
    Array(InArray),
    /// In an object, behind the array of its resources.
    BehindArray,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct InArray {
    /// The array is a member of an object.
    is_member: bool,
    /// An element stands before this place, and no comma behind it.
    follows_element: bool,
}

impl<R: Read> Cutter<R> {
    /// The next whole values; `false` when there are no more.
    pub(super) fn next_elements(&mut self, chunk: &mut Chunk) -> bool {
        let first_line = self.source.line();
        chunk.elements().clear();
        while chunk.bytes.len() < self.options.chunk_bytes {
            let has_some = !chunk.elements().is_empty();
            if has_some && self.source.is_eager() && self.source.available().is_empty() {
                break;
            }
            if !self.next_element(chunk) {
                break;
            }
        }
        chunk.n_lines = self.source.line() - first_line;
        !chunk.elements().is_empty()
    }

    /// Goes on to the end of the next value or bracket; `false` at the end of the input.
    fn next_element(&mut self, chunk: &mut Chunk) -> bool {
        let Some(byte) = self.source.peek(self.options.chunk_bytes) else {
            return self.end_of_input(chunk);
        };
        match (self.state.place, byte) {
            (Place::BehindArray, _) => self.pass_rest_of_object(chunk),
            (Place::Outside, b'[') => self.enter_array(1, false),
            (Place::Outside, b'{') => self.take_value(chunk),
            (Place::Outside, _) => {
                self.add_fault(chunk, ElementFault::DoesNotBelong);
                self.find_next_line();
            }
            (Place::Array(array), b']') => {
                self.source.consume(1);
                self.state.place = if array.is_member { Place::BehindArray } else { Place::Outside };
            }
            (Place::Array(array), b',') => {
                if !array.follows_element {
                    self.add_fault(chunk, ElementFault::SecondComma);
                }
                self.source.consume(1);
                self.set_follows_element(false);
            }
            (Place::Array(array), _) => {
                if array.follows_element {
                    self.add_fault(chunk, ElementFault::NoComma);
                }
                if byte == b'{' || byte == b'[' { self.take_value(chunk) } else { self.take_scalar(chunk) }
            }
        }
        true
    }

    fn end_of_input(&mut self, chunk: &mut Chunk) -> bool {
        if self.state.place != Place::Outside && !self.source.has_failed() {
            self.state.place = Place::Outside;
            self.add_fault(chunk, ElementFault::ListNotClosed);
        }
        false
    }

    fn enter_array(&mut self, n_bytes: usize, is_member: bool) {
        self.source.consume(n_bytes);
        self.state.place = Place::Array(InArray { is_member, follows_element: false });
    }

    fn set_follows_element(&mut self, follows_element: bool) {
        if let Place::Array(array) = &mut self.state.place {
            array.follows_element = follows_element;
        }
    }

    /// Takes the value that begins here, or enters the list that it is.
    fn take_value(&mut self, chunk: &mut Chunk) {
        let finds_lists = self.state.place == Place::Outside;
        let mut scanner = if finds_lists { ValueScanner::with_lists() } else { ValueScanner::new() };
        loop {
            match scanner.scan(self.source.available()) {
                Scan::List(at) => return self.enter_array(at + 1, true),
                Scan::Closed(n_bytes) => return self.add_value(chunk, n_bytes),
                Scan::Broken(n_bytes) => {
                    let indentation = self.source.indentation();
                    self.add_value(chunk, n_bytes);
                    return self.find_line_like(indentation);
                }
                Scan::Open if self.source.available().len() > self.options.resource_bytes => {
                    return self.pass_over_value(chunk, scanner);
                }
                Scan::Open => {
                    let step = self.options.chunk_bytes.max(self.source.available().len());
                    if !self.source.fill(step) {
                        return self.add_cut_value(chunk);
                    }
                }
            }
        }
    }

    /// What is left of a value at the end of the input: broken, unless reading failed.
    fn add_cut_value(&mut self, chunk: &mut Chunk) {
        let n_bytes = self.source.available().len();
        if self.source.has_failed() {
            self.source.consume(n_bytes);
        } else {
            self.add_value(chunk, n_bytes);
        }
        self.state.place = Place::Outside;
    }

    fn add_value(&mut self, chunk: &mut Chunk, n_bytes: usize) {
        if n_bytes > self.options.resource_bytes {
            let most = self.options.resource_bytes;
            self.add_element(chunk, 0, Some(ElementFault::TooLarge { bytes: n_bytes, most }));
        } else {
            self.add_element(chunk, n_bytes, None);
        }
        self.source.consume(n_bytes);
    }

    /// Passes over a value that is too large to be kept.
    fn pass_over_value(&mut self, chunk: &mut Chunk, mut scanner: ValueScanner) {
        let line = self.source.line();
        let mut bytes = 0;
        loop {
            let n_scanned = scanner.forget();
            bytes += n_scanned;
            self.source.consume(n_scanned);
            let end = match scanner.scan(self.source.available()) {
                Scan::Open if self.source.fill(self.options.chunk_bytes) => continue,
                Scan::Open => self.source.available().len(),
                Scan::Closed(n_bytes) | Scan::Broken(n_bytes) | Scan::List(n_bytes) => n_bytes,
            };
            bytes += end;
            self.source.consume(end);
            break;
        }
        let fault = ElementFault::TooLarge { bytes, most: self.options.resource_bytes };
        self.add_element(chunk, 0, Some(fault));
        if let Some(element) = chunk.elements().last_mut() {
            element.line = line;
        }
    }

    /// Adds what stands here as an element, and counts it.
    fn add_element(&mut self, chunk: &mut Chunk, n_bytes: usize, fault: Option<ElementFault>) {
        let is_in_array = matches!(self.state.place, Place::Array(_));
        let index = is_in_array.then_some(self.state.n_elements);
        self.state.n_elements += usize::from(is_in_array);
        self.set_follows_element(true);
        let start = chunk.bytes.len();
        chunk.bytes.extend_from_slice(self.source.available().get(..n_bytes).unwrap_or_default());
        let range = start..chunk.bytes.len();
        let line = self.source.line();
        chunk.elements().push(Element { range, line, index, fault });
    }

    /// Adds a fault that is no element.
    fn add_fault(&mut self, chunk: &mut Chunk, fault: ElementFault) {
        let line = self.source.line();
        chunk.elements().push(Element { line, fault: Some(fault), ..Element::default() });
    }

    /// A text, number or word in an array; up to the next comma, bracket or end of line.
    fn take_scalar(&mut self, chunk: &mut Chunk) {
        loop {
            let available = self.source.available();
            let is_text = available.first() == Some(&b'"');
            let is_end = |byte: &u8| matches!(byte, b',' | b']' | b'\n');
            let end = if is_text { end_of_text(available) } else { available.iter().position(is_end) };
            let is_too_large = available.len() > self.options.resource_bytes;
            if let Some(n_bytes) = end.or(is_too_large.then_some(available.len())) {
                return self.add_value(chunk, n_bytes.max(1));
            }
            if !self.source.fill(self.options.chunk_bytes) {
                return self.add_cut_value(chunk);
            }
        }
    }

    /// The members behind the array of resources hold nothing that is wanted.
    fn pass_rest_of_object(&mut self, chunk: &mut Chunk) {
        let mut scanner = ValueScanner::rest_of_object();
        loop {
            match scanner.scan(self.source.available()) {
                Scan::Closed(n_bytes) => {
                    self.source.consume(n_bytes);
                    break;
                }
                Scan::Broken(n_bytes) | Scan::List(n_bytes) => {
                    self.add_fault(chunk, ElementFault::DoesNotBelong);
                    self.source.consume(n_bytes);
                    self.find_next_line();
                    break;
                }
                Scan::Open => {
                    let n_scanned = scanner.forget();
                    self.source.consume(n_scanned);
                    if !self.source.fill(self.options.chunk_bytes) {
                        // What is not closed is told at the end of the input.
                        let n_bytes = self.source.available().len();
                        return self.source.consume(n_bytes);
                    }
                }
            }
        }
        self.state.place = Place::Outside;
    }

    /// Goes on at the next line that begins with a bracket.
    fn find_next_line(&mut self) {
        while self.pass_line() {
            if matches!(self.source.peek(self.options.chunk_bytes), Some(b'{' | b'[')) {
                return;
            }
        }
    }

    /// Goes on, behind a broken value, at the next line that begins like the line of that value. A
    /// value in the middle of a line says nothing of where the next one is: nothing more is read.
    fn find_line_like(&mut self, indentation: Option<usize>) {
        self.set_follows_element(false);
        while self.pass_line() {
            let byte = self.source.peek(self.options.chunk_bytes);
            let is_alike = indentation.is_some() && self.source.indentation() == indentation;
            if is_alike && matches!(byte, Some(b'{' | b']')) {
                return;
            }
        }
    }

    /// Passes over the rest of the line; `false` at the end of the input.
    fn pass_line(&mut self) -> bool {
        loop {
            let available = self.source.available();
            if let Some(length) = memchr(b'\n', available) {
                // The end of the line stays, so that indentation counts from it.
                self.source.consume(length);
                return true;
            }
            let n_bytes = available.len();
            self.source.consume(n_bytes);
            if !self.source.fill(self.options.chunk_bytes) {
                return false;
            }
        }
    }
}

/// The length of a text with its quotes, or up to the end of its line.
fn end_of_text(bytes: &[u8]) -> Option<usize> {
    let mut is_escaped = false;
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        match byte {
            b'\n' => return Some(at),
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}
