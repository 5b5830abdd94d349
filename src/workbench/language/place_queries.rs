//! What belongs to a place of a script: the signature of the call around it, where its name is
//! defined, the partner of its bracket.

use std::ops::Range;

use crate::script::syntax::{Code, TokenKind, binding_of, enclosing_call, tokens};
use crate::workbench::language::ScriptContext;
use crate::workbench::language::script_view::{MOST_BYTES, ScriptView, definitions_in, signature_of};

/// The signature of a call, while its arguments are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureHelp {
    /// The signature, such as `before(text, separator) -> text`.
    pub signature: String,
    /// Where each parameter stands in it, in bytes.
    pub parameters: Vec<Range<usize>>,
    /// The parameter that is being written; beyond the last one when there are too many arguments.
    pub active: usize,
    /// What the function gives; may be empty.
    pub doc: String,
    /// Where the name of the function stands in the script, in bytes.
    pub name: Range<usize>,
}

/// Where a name is defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// It is in the helper functions, not in the script that was asked about.
    pub is_helper: bool,
    /// The name there, in bytes.
    pub range: Range<usize>,
}

/// The signature of the innermost call around the byte `offset` whose function is known.
pub fn signature_help(context: ScriptContext<'_>, offset: usize) -> Option<SignatureHelp> {
    let view = ScriptView::new(context)?;
    let call = enclosing_call(&view.code, offset)?;
    let name = view.code.word(call.name);
    let active = call.argument + usize::from(call.is_method);
    let range = view.code.start(call.name)..view.code.end(call.name);
    if let Some(helper) = view.function(name) {
        let signature = signature_of(helper);
        let mut start = helper.name.len() + 1;
        let parameters = helper.parameters.iter().map(|parameter| {
            let range = start..start + parameter.len();
            start = range.end + 2;
            range
        });
        let parameters = parameters.collect();
        let doc = helper.comment.clone();
        return Some(SignatureHelp { parameters, signature, active: call.argument, doc, name: range });
    }
    let function = view.knowledge().function(name)?;
    Some(SignatureHelp {
        signature: function.signature.clone(),
        parameters: function.parameters.clone(),
        active,
        doc: function.summary.clone(),
        name: range,
    })
}

/// Where the name at the byte `offset` is defined: a helper function, a variable, a parameter. `None`
/// for what scripts are given.
pub fn definition(context: ScriptContext<'_>, offset: usize) -> Option<Definition> {
    let view = ScriptView::new(context)?;
    let idx = view.code.at(offset)?;
    match view.code.kind(idx)? {
        TokenKind::Function => {
            let name = view.code.word(idx);
            let is_own = |token: usize| view.code.is_before(token, "fn") && view.code.word(token) == name;
            if let Some(own) = (0..view.code.len()).find(|token| is_own(*token)) {
                let range = view.code.start(own)..view.code.end(own);
                return Some(Definition { is_helper: context.scope.resource_type.is_none(), range });
            }
            let helper = definitions_in(context.helpers).into_iter().find(|helper| helper.name == name)?;
            let code = Code::new(context.helpers);
            let range = code.start(helper.token)..code.end(helper.token);
            Some(Definition { is_helper: true, range })
        }
        TokenKind::Name => {
            let binding = binding_of(&view.code, &view.bindings, idx)?;
            let range = view.code.start(binding.token)..view.code.end(binding.token);
            Some(Definition { is_helper: context.scope.resource_type.is_none(), range })
        }
        _ => None,
    }
}

/// The bracket beside the byte `cursor` and its partner, each in bytes. The bracket before the cursor
/// counts first, then the one behind it.
pub fn matching_brackets(text: &str, cursor: usize) -> Option<[Range<usize>; 2]> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let code = Code::of(text, &tokens(text));
    let bracket = |idx: usize| code.start(idx)..code.end(idx);
    let before = (0..code.len()).find(|idx| code.end(*idx) == cursor && code.partner(*idx).is_some());
    let behind = (0..code.len()).find(|idx| code.start(*idx) == cursor && code.partner(*idx).is_some());
    let found = before.or(behind)?;
    Some([bracket(found), bracket(code.partner(found)?)])
}
