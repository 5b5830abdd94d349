//! The registry of diagnostic codes: one line per code, a number is never used twice.
//!
//! Not the messages: those are written where the problem is seen, with its particulars.

use serde::{Serialize, Serializer};

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $id:literal, $title:literal;)*) => {
        /// A stable number for one kind of problem. `P` payload, `T` target, `R` rule, `M` mapping or
        /// project file, `V` value against the target, `L` lookup table, `F` filter.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        /// Every code, in the order of the registry.
        pub const ALL_CODES: &[Code] = &[$(Code::$variant),*];

        impl Code {
            /// The code as it is printed, such as `R301`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$variant => $id,)* }
            }

            /// The kind of problem in a few words, without the particulars of one occurrence.
            pub fn title(self) -> &'static str {
                match self { $(Code::$variant => $title,)* }
            }
        }
    };
}

codes! {
    /// `{"userName": ` — the text ends or is not JSON.
    PayloadNotJson = "P101", "The text is not JSON";
    /// `[[[[…` more levels than a payload can sensibly have.
    PayloadTooDeep = "P102", "The payload is nested too deeply";
    /// A file over the size limit.
    PayloadTooLarge = "P103", "The payload is too large";
    /// `{"title": "A", "title": "B"}`.
    DuplicateAttribute = "P104", "An attribute stands twice";
    /// `"hello"` or `[1, 2]` where a resource is expected.
    NotAResource = "P105", "This is not a SCIM resource or request";
    /// Bytes that are not UTF-8.
    NotUtf8 = "P106", "The text is not UTF-8";
    /// A file with nothing in it.
    PayloadEmpty = "P107", "There is nothing to read";
    /// `password` was present and its value was taken out.
    PasswordRedacted = "P108", "A password was redacted";
    /// More resources in one file than are loaded.
    TooManyResources = "P109", "There are too many resources";
    /// A known deviation of a provisioning client was repaired.
    QuirkRepaired = "P110", "A client's deviation was repaired";
    /// A resource without `userName` or a group without `displayName`.
    RequiredAttributeMissing = "P111", "A required attribute is missing";
    /// `"active": "True"` — a rule of the interoperability profile is broken.
    ProfileViolated = "P112", "The payload does not comply with the interoperability profile";

    /// A target file that is not JSON.
    TargetNotJson = "T201", "The target file is not JSON";
    /// A key with a value of the wrong kind.
    TargetInvalid = "T202", "The target file has an invalid entry";
    /// Two fields, record types or enumeration values with one name.
    TargetDuplicate = "T203", "A name stands twice in the target file";
    /// A field names an enumeration or record type that does not exist.
    TargetUnknownName = "T204", "The target file names something that it does not define";
    /// The target file was made for a newer version of this program.
    TargetNewer = "T205", "The target file has a newer format";

    /// `let x = ;`.
    ScriptSyntax = "R301", "The script does not compile";
    /// The script stopped with an error.
    ScriptFailed = "R302", "The script failed";
    /// An endless loop, or more work than a rule may do.
    ScriptLimit = "R303", "The script exceeds a limit";
    /// A rule for a field that the target does not have.
    UnknownField = "R304", "The target has no such field";
    /// A rule for a field that the target alone writes.
    ReadOnlyField = "R305", "The field is read-only";
    /// Two enabled rules fill the same field.
    DuplicateRule = "R306", "Two rules fill the same field";
    /// A rule set for a record type that the target does not have.
    UnknownRecordType = "R307", "The target has no such record type";
    /// `trimed(user.title)`.
    UnknownFunction = "R308", "There is no such function";
    /// `usr.title`.
    UnknownVariable = "R309", "There is no such variable";
    /// `lookup("timezones", …)`.
    UnknownTable = "R310", "There is no such lookup table";
    /// A field that is required has no rule.
    RequiredFieldWithoutRule = "R311", "A required field has no rule";
    /// A rule set's condition is not true or false.
    ConditionNotBoolean = "R312", "The condition is not true or false";
    /// `user.jobTitle`, which no schema has.
    UnknownAttribute = "R313", "No schema has this attribute";
    /// `user.department`, which is an attribute of the Enterprise extension.
    AttributeOfOtherSchema = "R314", "The attribute belongs to another schema";
    /// `user.UserName`.
    NameInOtherCase = "R315", "A name is written in another case";
    /// `left("abc")`, `left("abc", "x")`.
    WrongArguments = "R316", "A function is called with wrong arguments";
    /// `lower(user.emails)`.
    TextFunctionOnList = "R317", "A function on texts is given a list";
    /// `user.title.trim()`, `user.title = "x"`.
    ChangesInput = "R318", "The script changes what it is given";
    /// `user.title * 2`.
    WrongOperand = "R319", "An operator is given a value that it does not work with";
    /// `if user.title { … }`, `user.title || "x"`.
    NotTrueOrFalse = "R320", "True or false is wanted";
    /// `if user.active { … }`, where `active` may be missing.
    FailsWhenMissing = "R321", "The script fails when a value is missing";
    /// `user.active == "true"`.
    ComparisonOfDifferentTypes = "R322", "Values of different types are compared";
    /// `if 1 == 2 { … }`.
    ConstantCondition = "R323", "A condition is always the same";
    /// A statement behind `return`.
    UnreachableCode = "R324", "A part of the script is never reached";
    /// `"a" ?? "b"`.
    NeedlessDefault = "R325", "A default is never needed";
    /// `let title = user.title;` and nothing more.
    UnusedVariable = "R326", "A variable is never used";
    /// `trimmed(user.title);` in front of another statement.
    UnusedValue = "R327", "A value is not used";
    /// `let user = 1;`.
    HidesInput = "R328", "A variable hides what the script is given";
    /// `"${user.title}"`.
    NotInterpolated = "R329", "A placeholder is not replaced";
    /// `"ann@widget.com"` in a script.
    HardCodedId = "R330", "An id or address of one account stands in a script";
    /// `lookup("countries", "Hollland")`.
    UnknownKey = "R331", "The lookup table has no such key";
    /// `person.jobtitel`.
    UnknownFieldRead = "R332", "The record has no such field";
    /// `vars.x`, which no environment has.
    UnknownEnvironmentVariable = "R333", "No environment has this variable";
    /// `vars.x`, which one environment has and another has not.
    VariableWithoutValue = "R334", "A variable has no value in an environment";
    /// `user.active` for a text field.
    ResultWrongType = "R335", "The script gives a value of a type that the field does not take";
    /// `"anglais"` for a language.
    ResultNotInEnumeration = "R336", "The script gives a value that is not one of the allowed ones";
    /// A text of 100 characters for a field of 80.
    ResultTooLong = "R337", "The script gives a text that is too long";
    /// `user.displayName` for a required field, without a default.
    ResultMayBeMissing = "R338", "A required field may stay without a value";
    /// `["a", "b"][5]`.
    IndexOutOfList = "R339", "The list has no entry at this place";
    /// `"ten"` for a variable that is declared as a number.
    VariableOfWrongType = "R340", "The value of a variable is not of its declared type";
    /// A variable that is declared, and that no script reads.
    DeclaredVariableUnused = "R341", "A declared variable is never used";

    /// A mapping or project file that is not JSON, or ends too early.
    FileNotJson = "M401", "The file is not JSON";
    /// A mapping or project file with a value of the wrong kind.
    FileInvalid = "M402", "The file has an invalid entry";
    /// A file made by a newer version of this program.
    FileNewer = "M403", "The file has a newer format";
    /// A file that is not what was asked for.
    FileForeign = "M404", "The file is of another kind";
    /// The digest in the file does not fit its content.
    FileAltered = "M405", "The file was changed after it was exported";
    /// A project names a target that is not built in.
    UnknownTarget = "M406", "There is no such target";
    /// A project names a client that is not built in.
    UnknownClient = "M407", "There is no such client";
    /// A case names a sample that does not exist.
    UnknownSample = "M408", "There is no such sample";
    /// A file that belongs to the project is missing or cannot be read.
    FileMissing = "M409", "A file is missing";
    /// A file larger than any such file can be.
    FileTooLarge = "M410", "The file is too large";
    /// A mapping file of version 1, which has no checksum.
    FileUnproven = "M411", "It cannot be proven that the file is whole";
    /// A mapping file that a version control system gave other line ends.
    FileLineEnds = "M412", "The file has other line ends";
    /// A seal that does not fit the file, or the key beside it.
    SealBroken = "M413", "The seal is broken";
    /// A seal whose key is not among the trusted ones, or a file without the seal that is asked for.
    SealUnknown = "M414", "The seal is not by a trusted key";
    /// A mapping file for `widget` in a project whose environment is the account `acme`.
    OtherAccount = "M415", "The file was made for another account";
    /// A mapping file that was designed against a mapping which the account does not have.
    OtherBase = "M416", "The file is based on another version";
    /// A line of the ledger that was changed or taken out.
    LedgerBroken = "M417", "The ledger was changed";
    /// Half a line at the end of the ledger, or a save that was interrupted, which was finished.
    AfterInterruption = "M418", "An interrupted write was mended";
    /// A cell of a sign-off sheet that was merged, holds a formula, or says what the field cannot be.
    SheetCellNotUnderstood = "M420", "A cell of the sign-off sheet is not understood";
    /// A correction that names a record which the project does not know.
    SheetCellDoubtful = "M421", "A correction may not be possible";
    /// A sign-off sheet that was made of another project.
    SheetOfOtherProject = "M422", "The sign-off sheet is of another project";
    /// A sign-off sheet that was made of the mapping as it was before.
    SheetOfOlderMapping = "M423", "The sign-off sheet is older than the mapping";
    /// A correction that contradicts a case of the project.
    SheetContradictsCase = "M424", "A correction contradicts a case";
    /// A case with `"only": ["job_titel"]`.
    UnknownCaseField = "M430", "A case compares a field that does not exist";
    /// A case with `"record_type": "persn"`.
    UnknownCaseRecordType = "M431", "A case is about a record type that does not exist";

    /// `job_title` of 81 characters.
    ValueTooLong = "V501", "The value is too long";
    /// `"yes"` for a boolean field.
    ValueWrongType = "V502", "The value has the wrong type";
    /// A language that the target does not know.
    ValueNotInEnumeration = "V503", "The value is not one of the allowed ones";
    /// `jane@` for an e-mail field.
    ValueNotEmail = "V504", "The value is not an e-mail address";
    /// A new record without a required field.
    RequiredFieldEmpty = "V505", "A required field is empty";
    /// An organization that is not among the records.
    ReferenceNotFound = "V506", "The referenced record is not known";
    /// A fax number with the label `mobile` under a protocol that does not allow it.
    LabelNotAllowed = "V507", "The label does not fit";
    /// An item of a list field that has a key the target does not know.
    UnknownItemField = "V508", "The item has an unknown field";
    /// A value for a field that is only set on new records, or never.
    FieldNotWritable = "V509", "The field cannot be written";

    /// A row without a key, or with too few columns.
    TableRowInvalid = "L601", "A row of the lookup table cannot be used";
    /// The same key with two values.
    TableKeyTwice = "L602", "A key stands twice in the lookup table";

    /// `emails[type eq "work"].value eq "x"`, or `active eq "True"`.
    FilterForm = "F701", "A filter in a form that the RFC does not have";
    /// `usrName eq "x"`.
    FilterUnknownAttribute = "F702", "A filter names an attribute that no schema has";
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::ALL_CODES;
    use std::collections::BTreeSet;

    #[test]
    fn no_number_is_used_twice() {
        let ids: BTreeSet<_> = ALL_CODES.iter().map(|code| code.id()).collect();
        assert_eq!(ids.len(), ALL_CODES.len());
    }
}
