//! What other products and languages call attributes and functions.
//!
//! Not spelling mistakes, which `nearest` finds.

/// The expression that reads what another product calls so, without regard to case.
pub(super) fn attribute_called(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "jobtitle" | "job_title" | "position" => "user.title",
        "surname" | "lastname" | "last_name" | "sn" | "familyname" | "family_name" => "user.name.familyName",
        "firstname" | "first_name" | "givenname" | "given_name" | "forename" => "user.name.givenName",
        "middlename" | "middle_name" => "user.name.middleName",
        "mail" | "email" | "emailaddress" | "email_address" | "primaryemail" | "primary_email" => {
            "primary_value(user.emails)"
        }
        "userprincipalname" | "upn" | "login" | "username" | "user_name" => "user.userName",
        "fullname" | "full_name" | "cn" | "displayname" | "display_name" => "user.displayName",
        "employeeid" | "employee_id" | "employeenumber" | "personnelnumber" => "enterprise.employeeNumber",
        "dept" | "department" | "departmentname" => "enterprise.department",
        "company" | "companyname" | "organisation" | "organization" => "enterprise.organization",
        "costcenter" | "cost_center" | "costcentre" => "enterprise.costCenter",
        "division" => "enterprise.division",
        "manager" | "managerid" | "manager_id" => "enterprise.manager.value",
        "telephonenumber" | "phone" | "phonenumber" | "workphone" | "officephone" => {
            "value_of_type(user.phoneNumbers, \"work\")"
        }
        "mobile" | "mobilephone" | "cellphone" | "mobilenumber" => {
            "value_of_type(user.phoneNumbers, \"mobile\")"
        }
        "accountenabled" | "enabled" | "isactive" | "status" => "user.active",
        "language" | "lang" | "preferred_language" => "user.preferredLanguage",
        "tz" | "time_zone" => "user.timezone",
        "usertype" | "employeetype" | "user_type" => "user.userType",
        "street" | "streetaddress" => "primary(user.addresses).streetAddress",
        "city" => "primary(user.addresses).locality",
        "state" => "primary(user.addresses).region",
        "postalcode" | "zip" => "primary(user.addresses).postalCode",
        "country" => "primary(user.addresses).country",
        _ => return None,
    })
}

/// The function that does what another language's function of this name does.
pub(super) fn function_called(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "tolowercase" | "tolower" | "lowercase" | "lcase" | "downcase" | "to_lowercase" | "make_lower" => {
            "lower"
        }
        "touppercase" | "toupper" | "uppercase" | "ucase" | "upcase" | "to_uppercase" | "make_upper" => {
            "upper"
        }
        "trim" | "strip" => "trimmed",
        "replace" | "replaceall" | "replace_all" | "gsub" => "replaced",
        "substring" | "substr" | "slice" => "mid",
        "size" => "len",
        "strlen" => "length",
        "indexof" | "instr" | "find_index" => "position_of",
        "startswith" | "hasprefix" | "has_prefix" => "starts_with",
        "endswith" | "hassuffix" | "has_suffix" => "ends_with",
        "includes" | "include" | "has" => "contains",
        "isnullorempty" | "isempty" | "isnull" | "isblank" | "is_null" | "is_nil" | "isnullorwhitespace" => {
            "blank"
        }
        "ispresent" | "isnotempty" | "isnotnull" | "exists" | "isdefined" => "present",
        "join" | "strjoin" | "implode" => "join_present",
        "stripspaces" | "strip_spaces" | "removespaces" => "without_blanks",
        "normalizediacritics" | "removediacritics" | "unaccent" => "without_diacritics",
        "formatdatetime" | "formatdate" | "strftime" | "format_date" => "formatted_date",
        "substringbefore" => "before",
        "substringafter" => "after",
        "propercase" | "totitlecase" | "titlecase" | "pcase" => "title_case",
        "capitalize" | "ucfirst" => "capitalized",
        "match" | "test" | "regexmatch" | "ismatch" => "matches",
        "regexreplace" | "replaceregex" | "preg_replace" => "replaced_matching",
        "parseint" | "int" | "tonumber" | "number" => "to_number",
        "tostring" | "str" | "cstr" | "string" => "to_text",
        "tobool" | "toboolean" | "bool" | "cbool" => "to_boolean",
        "explode" | "tokenize" => "split",
        "distinct" | "uniq" | "removeduplicates" => "unique",
        "leftpad" | "lpad" | "padstart" | "pad_left" => "padded",
        "rpad" | "padend" | "pad_right" => "padded_end",
        "firstordefault" => "first",
        "nvl" | "ifnull" | "isnull_or" | "default" | "defaultvalue" | "firstnonempty" => "first_present",
        "vlookup" | "switchlookup" | "maplookup" => "lookup",
        _ => return None,
    })
}
