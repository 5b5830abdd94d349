//! Links, addresses, dates of birth, and texts in which a person may be named.

use crate::mask::context::Context;
use crate::mask::masker::Masker;
use crate::mask::text_parts::{TextPart, chunks, is_guid, parts};

/// A picture of one transparent dot, in the place of every picture in a link.
const NO_PICTURE: &str = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
/// A phone number in a text begins with + and has so many digits (ITU-T E.164).
const SHORTEST_PHONE: usize = 8;
const LONGEST_PHONE: usize = 15;

impl Masker {
    /// A link. Names, numbers and ids in its path are masked, and its host as a mail domain.
    pub(super) fn url(&mut self, text: &str, context: &Context) -> String {
        if text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:")) {
            return NO_PICTURE.to_owned();
        }
        let Some((scheme, rest)) = text.split_once("://") else { return self.path(text, context) };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let (host, port) = host.split_once(':').map_or((host, None), |(host, port)| (host, Some(port)));
        let host = self.domain(host);
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        format!("{scheme}://{host}{port}{}", self.path(path, context))
    }

    /// A link to a resource: its last part is the id.
    pub(super) fn reference(&mut self, text: &str, context: &Context) -> String {
        match text.rsplit_once('/') {
            Some((start, id)) => format!("{start}/{}", self.identifier(id, context)),
            None => self.identifier(text, context),
        }
    }

    fn path(&mut self, path: &str, context: &Context) -> String {
        let mut masked = String::with_capacity(path.len());
        for segment in path.split_inclusive(['/', '?', '&', '=']) {
            let (name, end) = match segment.char_indices().next_back() {
                Some((at, '/' | '?' | '&' | '=')) => segment.split_at_checked(at).unwrap_or((segment, "")),
                _ => (segment, ""),
            };
            let is_handle = context.handles.contains(&name.to_lowercase());
            masked.push_str(&if is_handle {
                self.identifier(name, context)
            } else {
                self.free_text(name, context)
            });
            masked.push_str(end);
        }
        masked
    }

    /// A text in which a person may be named: e-mail addresses, GUIDs, phone numbers, and the names and
    /// numbers of the person in it.
    pub(super) fn free_text(&mut self, text: &str, context: &Context) -> String {
        let mut known = self.known_words(text, context).into_iter();
        let mut masked = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, number, after)) = first_phone(rest) {
            masked.push_str(&self.chunks_of_text(before, &mut known, context));
            masked.push_str(&self.phone(number));
            rest = after;
        }
        masked.push_str(&self.chunks_of_text(rest, &mut known, context));
        masked
    }

    /// A text without phone numbers; `known` says of its words whether they are names.
    fn chunks_of_text(
        &mut self,
        text: &str,
        known: &mut impl Iterator<Item = bool>,
        context: &Context,
    ) -> String {
        let mut masked = String::with_capacity(text.len());
        for chunk in chunks(text) {
            let is_whole = is_guid(chunk) || chunk.contains('@') && chunk.contains('.');
            for part in parts(chunk) {
                match part {
                    TextPart::Word(word) => {
                        let is_known = known.next().unwrap_or(false);
                        if !is_whole {
                            masked.push_str(&if is_known {
                                self.word(word, context)
                            } else {
                                word.to_owned()
                            });
                        }
                    }
                    TextPart::Digits(digits) if !is_whole => {
                        let is_known = context.numbers.iter().any(|number| number == digits);
                        masked.push_str(&if is_known {
                            self.pseudonyms.digits(digits)
                        } else {
                            digits.to_owned()
                        });
                    }
                    TextPart::Between(text) if !is_whole => masked.push_str(text),
                    TextPart::Digits(_) | TextPart::Between(_) => {}
                }
            }
            if is_guid(chunk) {
                masked.push_str(&self.pseudonyms.guid(chunk));
            } else if is_whole {
                masked.push_str(&self.person_text(chunk, context));
            }
        }
        masked
    }

    /// Of each word of a text, whether it is a name: of this person, or with its neighbour of anybody.
    pub(super) fn known_words(&self, text: &str, context: &Context) -> Vec<bool> {
        let words = parts(text).into_iter().filter_map(|part| match part {
            TextPart::Word(word) => Some(self.pseudonyms.letters(word)),
            _ => None,
        });
        let words: Vec<_> = words.collect();
        let mut known: Vec<bool> = words
            .iter()
            .map(|word| {
                let is_of_person = context.words.contains(word) || context.handle_words.contains(word);
                word.len() > 1 && (is_of_person || self.is_joined(word))
            })
            .collect();
        let mut before: Option<usize> = None;
        for (idx, word) in words.iter().enumerate() {
            if self.pseudonyms.is_kept(word) {
                continue;
            }
            if let Some(first) = before.replace(idx)
                && words.get(first).is_some_and(|first| self.is_pair(first, word))
            {
                known
                    .iter_mut()
                    .skip(first)
                    .step_by((idx - first).max(1))
                    .take(2)
                    .for_each(|known| *known = true);
            }
        }
        known
    }

    /// Street, house number, postal code. The words in `shared`, such as the town, stay.
    pub(super) fn address(&mut self, text: &str, shared: &[String]) -> String {
        let shared: Vec<String> = shared
            .iter()
            .flat_map(|text| parts(text))
            .filter_map(|part| match part {
                TextPart::Word(word) => Some(word.to_lowercase()),
                _ => None,
            })
            .collect();
        let nobody = Context::default();
        let masked = parts(text).into_iter().map(|part| match part {
            TextPart::Word(word) if shared.contains(&word.to_lowercase()) => word.to_owned(),
            TextPart::Word(word) => self.word(word, &nobody),
            TextPart::Digits(digits) => self.pseudonyms.digits(digits),
            TextPart::Between(text) => text.to_owned(),
        });
        masked.collect()
    }

    /// A date of birth: another day of the same year. What is no date stays.
    pub(super) fn birth_date(&mut self, text: &str) -> String {
        let date = text
            .get(..10)
            .and_then(|start| Some((start.parse::<jiff::civil::Date>().ok()?, text.get(10..)?)));
        let Some((date, rest)) = date else { return text.to_owned() };
        let n_days = u128::from(date.days_in_year().unsigned_abs());
        let day = u128::from(date.day_of_year().unsigned_abs()) - 1;
        let next = self.pseudonyms.day(day, n_days) + 1;
        let masked = date.with().day_of_year(i16::try_from(next).unwrap_or(1)).build();
        masked.map_or_else(|_| text.to_owned(), |date| format!("{date}{rest}"))
    }
}

/// The first phone number in the international form, with what stands before and behind it. Other
/// numbers can be something else.
fn first_phone(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices('+').find_map(|(start, _)| {
        let rest = text.get(start + 1..)?;
        let end = rest.find(|sign: char| !(sign.is_ascii_digit() || " ().-/".contains(sign)));
        let number = rest.get(..end.unwrap_or(rest.len()))?.trim_end_matches([' ', '(', ')', '.', '-', '/']);
        let n_digits = number.bytes().filter(u8::is_ascii_digit).count();
        let is_free = !text.get(..start)?.ends_with(|before: char| before.is_alphanumeric());
        let end = start + 1 + number.len();
        (is_free && (SHORTEST_PHONE..=LONGEST_PHONE).contains(&n_digits))
            .then(|| Some((text.get(..start)?, text.get(start..end)?, text.get(end..)?)))
            .flatten()
    })
}
