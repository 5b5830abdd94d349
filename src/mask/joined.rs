//! Words made of parts of a person's names: `jsmith`, `vanderzwaan`, `thmokoena`.

use crate::mask::alphabet::Letter;
use crate::mask::pseudonyms::Pseudonyms;

/// So many pieces a word is made of at most.
const MOST_PIECES: usize = 5;
/// A piece that is only the beginning of a name has so many letters at most.
const LONGEST_BEGINNING: usize = 3;
/// A name in a word has so many letters at least, to be told from chance.
const SHORTEST_NAME: usize = 3;
/// So many ways are tried.
const MOST_TRIES: usize = 2_000;

/// The beginning of one of the person's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Which of the names.
    pub word: usize,
    /// How many letters of it.
    pub length: usize,
}

/// The pieces of a word that is made of two or more of them, one at least a whole name that does not
/// stay as it is.
pub(super) fn pieces_of(
    word: &[Letter],
    names: &[Vec<Letter>],
    pseudonyms: &Pseudonyms,
) -> Option<Vec<Piece>> {
    if word.len() < SHORTEST_NAME || names.is_empty() || names.iter().any(|name| name == word) {
        return None;
    }
    let is_name = |piece: &Piece| {
        names.get(piece.word).is_some_and(|name| {
            name.len() >= SHORTEST_NAME && name.len() == piece.length && !pseudonyms.is_kept(name)
        })
    };
    let mut search = Search { names, tries: 0, is_name: &is_name };
    search.from(word, &mut Vec::new())
}

struct Search<'s> {
    names: &'s [Vec<Letter>],
    tries: usize,
    is_name: &'s dyn Fn(&Piece) -> bool,
}

impl Search<'_> {
    fn from(&mut self, rest: &[Letter], pieces: &mut Vec<Piece>) -> Option<Vec<Piece>> {
        self.tries += 1;
        if rest.is_empty() {
            let is_found = pieces.len() > 1 && pieces.iter().any(self.is_name);
            return is_found.then(|| pieces.clone());
        }
        if pieces.len() == MOST_PIECES || self.tries > MOST_TRIES {
            return None;
        }
        let names = self.names;
        let whole = names.iter().enumerate().map(|(word, name)| Piece { word, length: name.len() });
        let begun = names.iter().enumerate().flat_map(|(word, name)| {
            (1..=LONGEST_BEGINNING.min(name.len().saturating_sub(1)))
                .map(move |length| Piece { word, length })
        });
        for piece in whole.chain(begun) {
            let beginning = names.get(piece.word).and_then(|name| name.get(..piece.length));
            let Some(rest) = beginning.and_then(|beginning| rest.strip_prefix(beginning)) else { continue };
            pieces.push(piece);
            if let Some(found) = self.from(rest, pieces) {
                return Some(found);
            }
            pieces.pop();
        }
        None
    }
}
