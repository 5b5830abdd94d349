//! Mistakes that people make who know other languages and products: what is said of a script that does
//! not compile, where it points, and what the fix makes of it.

use scimwright::diagnostic::Code;

use crate::bench::{Bench, said_with_fix};

/// Severity, code, place with length, message, `/` help, `→` the script after the fix.
#[track_caller]
fn check(script: &str, expected: &str) {
    let bench = Bench::default_mapping_with("information", script);
    let mut said = bench.compile();
    said.retain(|diagnostic| diagnostic.code != Code::RequiredFieldWithoutRule);
    assert_eq!(said_with_fix(&said, script), [expected], "{script}");
}

#[test]
fn words_of_other_languages() {
    check(
        "user.title == null",
        "error[R301] 1:15+4 There is no `null`; a missing value is written `()` / write `()`, as in `user.title == ()`, or ask `blank(user.title)` → user.title == ()",
    );
    check(
        "NULL",
        "error[R301] 1:1+4 There is no `NULL`; a missing value is written `()` / write `()`, as in `user.title == ()`, or ask `blank(user.title)` → ()",
    );
    check("user.title is null", "error[R301] 1:12+7 `is null` is written `== ()` → user.title == ()");
    check(
        "user.title is not null",
        "error[R301] 1:12+11 `is not null` is written `!= ()` → user.title != ()",
    );
    check(
        "None",
        "error[R301] 1:1+4 There is no `None`; a missing value is written `()` / write `()`, as in `user.title == ()`, or ask `blank(user.title)` → ()",
    );
    check("user.active and user.x", "error[R301] 1:13+3 `and` is written `&&` → user.active && user.x");
    check("user.active or user.x", "error[R301] 1:13+2 `or` is written `||` → user.active || user.x");
    check("not user.active", "error[R301] 1:1+3 `not` is written `!` → !user.active");
    check(
        r#"user.active && not user.title == "x""#,
        "error[R301] 1:16+3 `not` is written `!` / write `!(…)` around what is to be turned into its opposite",
    );
    check(
        r#"user.title not in ["a"]"#,
        r#"error[R301] 1:12+3 `not in` is written `!in` → user.title !in ["a"]"#,
    );
    check(
        "if user.active { 1 } elif user.x { 2 }",
        "error[R301] 1:22+4 `elif` is written `else if` → if user.active { 1 } else if user.x { 2 }",
    );
    check(
        "if user.active { 1 } elseif user.x { 2 }",
        "error[R301] 1:22+6 `elseif` is written `else if` → if user.active { 1 } else if user.x { 2 }",
    );
    check(
        "function f(x) { x }",
        "error[R301] 1:1+8 A function is declared with `fn`, not with `function` → fn f(x) { x }",
    );
    check("def f(x): x", "error[R301] 1:1+3 A function is declared with `fn`, not with `def` → fn f(x): x");
    check(
        "var x = 1; x",
        "error[R301] 1:1+3 A variable is declared with `let`, not with `var` → let x = 1; x",
    );
    check(
        r#"match user.title { "a" => 1 }"#,
        r#"error[R301] 1:1+5 `match` is written `switch` → switch user.title { "a" => 1 }"#,
    );
    check(
        r#"switch user.title { case "a": 1 }"#,
        r#"error[R301] 1:21+4 The arms of a `switch` stand without `case` / write `"a" => 1, "b" => 2, _ => 3` → switch user.title { "a": 1 }"#,
    );
    check(
        r#"switch user.title { "a" => 1, default => 2 }"#,
        r#"error[R301] 1:31+7 The last arm of a `switch` is written `_ => …` → switch user.title { "a" => 1, _ => 2 }"#,
    );
    check(
        "for each e in user.emails { }",
        "error[R301] 1:10+1 `for each` is written `for` / write `for entry in list { … }` → for e in user.emails { }",
    );
    check(
        "foreach e in user.emails { }",
        "error[R301] 1:1+7 `foreach` is written `for` → for e in user.emails { }",
    );
    check("try { 1 } except { 2 }", "error[R301] 1:11+6 `except` is written `catch` → try { 1 } catch { 2 }");
    check(
        "IF user.active THEN 1 ELSE 2",
        "error[R301] 1:1+2 `IF` is written `if` → if user.active THEN 1 ELSE 2",
    );
    check(
        "if user.active then 1",
        "error[R301] 1:16+4 The branch of an `if` stands in braces, without `then` / write `if condition { value } else { value }`",
    );
    check("True", "error[R301] 1:1+4 `True` is written `true` → true");
    check(
        r#"import "x" as y; 1"#,
        "error[R301] 1:1+6 A script cannot `import`; it reaches nothing but its inputs and the functions / put what several rules share into the helper functions",
    );
    check(
        r#"eval("1")"#,
        "error[R301] 1:1+4 A script cannot run text as a script / write it as an expression or a helper function",
    );
    check(
        "this.title",
        "error[R301] 1:1+4 `this` is known only inside of a function that is called as a method / read attributes with `user`, as in `user.title`",
    );
    check("new Date()", "error[R301] 1:1+3 A script has no clock / the time of the run is `now`");
    check(
        "async x",
        "error[R301] 1:1+5 `async` means nothing here: a script runs from its beginning to its end / remove it",
    );
    check(
        "let if = 1;",
        "error[R301] 1:5+2 `if` is a word of the language, so it cannot be a name / use another name, such as `if_`",
    );
}

#[test]
fn operators_of_other_languages() {
    check(
        "if user.active = true { 1 } else { 2 }",
        "error[R301] 1:16+1 `=` gives a variable a value; to compare write `==` → if user.active == true { 1 } else { 2 }",
    );
    check(
        r#"user.title === "x""#,
        r#"error[R301] 1:12+3 Values are compared with `==`, not with `===` → user.title == "x""#,
    );
    check(
        r#"user.title !== "x""#,
        r#"error[R301] 1:12+3 Values are compared with `!=`, not with `!==` → user.title != "x""#,
    );
    check(
        r#"user.title <> "x""#,
        r#"error[R301] 1:12+2 Values are compared with `!=`, not with `<>` → user.title != "x""#,
    );
    check("user->title", "error[R301] 1:5+2 An attribute is read with `.`, not with `->` → user.title");
    check("user!.title", "error[R301] 1:5+2 An attribute is read with `?.`, not with `!.` → user?.title");
    check(
        r#"user.title ?: "x""#,
        r#"error[R301] 1:12+2 A value that may be missing is replaced with `??`, not with `?:` → user.title ?? "x""#,
    );
    check("let x := 1", "error[R301] 1:7+2 A variable is given a value with `=`, not with `:=` → let x = 1");
    check(
        r#"user.active ? "a" : "b""#,
        r#"error[R301] 1:13+1 There is no `… ? … : …` / write `if condition { value } else { other }`, which is a value too → if user.active { "a" } else { "b" }"#,
    );
    check(
        r#"let x = user.active ? "a" : "b"; x"#,
        r#"error[R301] 1:21+1 There is no `… ? … : …` / write `if condition { value } else { other }`, which is a value too → let x = if user.active { "a" } else { "b" }; x"#,
    );
    check(
        r#"upper(user.active ? "a" : "b")"#,
        r#"error[R301] 1:19+1 There is no `… ? … : …` / write `if condition { value } else { other }`, which is a value too → upper(if user.active { "a" } else { "b" })"#,
    );
    check("let x = 1; x++", "error[R301] 1:13+2 There is no `++` / write `x += 1` → let x = 1; x += 1");
    check("++x", "error[R301] 1:1+2 There is no `++` / write `x += 1`");
    check(
        r#"user.title || "x""#,
        r#"error[R301] 1:12+2 `||` stands between true or false, not beside a text / for a value that may be missing write `??`, as in `user.title ?? "x"` → user.title ?? "x""#,
    );
    check(
        "user.emails.filter(e => e.primary)",
        "error[R301] 1:20+4 A function is written `|e| …` / as in `user.emails.filter(|entry| entry.primary)` → user.emails.filter(|e| e.primary)",
    );
    check(
        "user.emails.filter((e) => e.primary)",
        "error[R301] 1:20+6 A function is written `|e| …` / as in `user.emails.filter(|entry| entry.primary)` → user.emails.filter(|e| e.primary)",
    );
    check(
        "user.emails.filter(e -> e.primary)",
        "error[R301] 1:20+4 A function is written `|e| …` / as in `user.emails.filter(|entry| entry.primary)` → user.emails.filter(|e| e.primary)",
    );
    check("$user.title", "error[R301] 1:1+1 A name has no `$` in front of it → user.title");
    check("@user.title", "error[R301] 1:1+1 A name has no `@` in front of it → user.title");
    check("# comment", "error[R301] 1:1+1 A comment begins with `//`, not with `#` → // comment");
    check(
        "user.title # comment",
        "error[R301] 1:12+1 A comment begins with `//`, not with `#` → user.title // comment",
    );
    check(
        "-- comment\nuser.title",
        "error[R301] 1:1+2 A comment begins with `//`, not with `--` → // comment\nuser.title",
    );
}

#[test]
fn quotes_and_texts() {
    check(
        "'hello'",
        r#"error[R301] 1:1+7 A text stands in double quotes; single quotes hold one character / write "hello" → "hello""#,
    );
    check(
        "“hello”",
        r#"error[R301] 1:1+1 `“` is no quote of a script / texts stand in straight quotes, as in "text"; word processors and mails curl them → "hello""#,
    );
    check(
        r#""hello”"#,
        r#"error[R301] 1:7+1 `”` is no quote of a script / texts stand in straight quotes, as in "text"; word processors and mails curl them → "hello""#,
    );
    check(
        "user.title + ‘x’",
        r#"error[R301] 1:14+1 `‘` is no quote of a script / texts stand in straight quotes, as in "text"; word processors and mails curl them → user.title + "x""#,
    );
    check(
        r#""abc"#,
        r#"error[R301] 1:1+4 The text that begins with `"` does not end / close it with `"` → "abc""#,
    );
    check(
        "`abc ${user.title`",
        "error[R301] 1:6+2 `${` is not closed / add `}` behind the value, as in `${user.title}` → `abc ${user.title}`",
    );
    check(
        r#""abc\d""#,
        r#"error[R301] 1:5+2 `\d` means nothing in a text / write a backslash as `\\`; patterns are easier in back-ticks, where it stands for itself → "abc\\d""#,
    );
    check(
        r#""a" "b""#,
        r#"error[R301] 1:5+3 Something is missing between `"a"` and `"b"` / texts are joined with `+` → "a" + "b""#,
    );
    check(
        r#"user.title "x""#,
        r#"error[R301] 1:12+3 Something is missing between `title` and `"x"` / texts are joined with `+` → user.title + "x""#,
    );
}

#[test]
fn brackets() {
    check("upper(user.title", "error[R301] 1:6+1 `(` of `upper` is not closed / add `)` → upper(user.title)");
    check(
        "upper(user.title))",
        "error[R301] 1:18+1 This `)` closes nothing / remove it, or open the bracket that it belongs to → upper(user.title)",
    );
    check(
        "upper(user.title]",
        "error[R301] 1:17+1 `(` of line 1, column 6 is closed by `]` → upper(user.title)",
    );
    check("[1, 2", "error[R301] 1:1+1 `[` is not closed / add `]` → [1, 2]");
    check("#{ a: 1", "error[R301] 1:1+2 `#{` is not closed / add `}` → #{ a: 1 }");
    check(r#"user["title""#, r#"error[R301] 1:5+1 `[` is not closed / add `]` → user["title"]"#);
    check(
        "if user.active {\n  1",
        "error[R301] 1:16+1 `{` is not closed / add `}`, at the latest at the end of line 2 → if user.active {\n  1 }",
    );
    check("if (user.active { 1 }", "error[R301] 1:4+1 `(` is not closed / add `)` → if (user.active) { 1 }");
    check("`abc ${user.title", "error[R301] 1:6+2 `${` is not closed / add `}` → `abc ${user.title }");
    check(
        "user.emails.filter(|e| e.primary",
        "error[R301] 1:19+1 `(` of `filter` is not closed / add `)` → user.emails.filter(|e| e.primary)",
    );
    check(
        "}",
        "error[R301] 1:1+1 This `}` closes nothing / remove it, or open the bracket that it belongs to → ",
    );
    check(
        ")",
        "error[R301] 1:1+1 This `)` closes nothing / remove it, or open the bracket that it belongs to → ",
    );
}

#[test]
fn statements() {
    check(
        "if (user.active) 1 else 2",
        "error[R301] 1:18+1 A branch or loop stands in braces / write `if condition { value } else { value }` → if (user.active) { 1 } else { 2 }",
    );
    check(
        "if user.active 1",
        "error[R301] 1:16+1 A branch or loop stands in braces / write `if condition { value } else { value }` → if user.active { 1 }",
    );
    check(
        "if user.active: 1",
        "error[R301] 1:15+1 A block begins with `{`, not with `:` / write `if condition { value } else { value }`",
    );
    check(
        "for (e in user.emails) { }",
        "error[R301] 1:5+1 The head of a loop stands without brackets / write `for entry in list { … }` → for e in user.emails { }",
    );
    check(
        "for e of user.emails { }",
        "error[R301] 1:7+2 A loop goes through a list with `in` / write `for entry in list { … }` → for e in user.emails { }",
    );
    check(
        r#"switch user.title { "a": 1 }"#,
        r#"error[R301] 1:24+1 Behind the value of an arm stands `=>` / write `"a" => 1, _ => 2` → switch user.title { "a" => 1 }"#,
    );
    check(
        r#"switch user.title { "a" => 1 "b" => 2 }"#,
        r#"error[R301] 1:28+1 `,` is missing behind this, at the end of line 1 / `,` stands between two values → switch user.title { "a" => 1, "b" => 2 }"#,
    );
    check(
        r#"switch user.title { _ => 1, "b" => 2 }"#,
        "error[R301] 1:21+1 The arm `_` takes every value, so it is the last one of a `switch` / move it behind the others",
    );
    check(
        r#"{ "a": 1 }"#,
        r#"error[R301] 1:1+1 An object begins with `#{`; `{` begins a block / write `#{ name: value }` → #{ "a": 1 }"#,
    );
    check(
        "{ a: 1 }",
        "error[R301] 1:1+1 An object begins with `#{`; `{` begins a block / write `#{ name: value }` → #{ a: 1 }",
    );
    check(
        "let x = 1\nx",
        "error[R301] 1:9+1 `;` is missing behind this, at the end of line 1 / `;` stands between two statements → let x = 1;\nx",
    );
    check(
        "let x = 1 x",
        "error[R301] 1:11+1 Something is missing between `1` and `x` / an operator such as `+`, or `;` between two statements",
    );
    check(
        "user.title user.userName",
        "error[R301] 1:12+4 Something is missing between `title` and `user` / an operator such as `+`, or `;` between two statements",
    );
    check(
        "user.title, user.userName",
        "error[R301] 1:11+1 Values stand beside each other with `,` only in brackets / write a list as `[a, b]`, or join texts with `+`",
    );
    check(
        "upper(user.title user.userName)",
        "error[R301] 1:12+5 `,` is missing behind this, at the end of line 1 / `,` stands between two values → upper(user.title, user.userName)",
    );
    check(
        "if user.active { 1 }; else { 2 }",
        "error[R301] 1:23+4 This `else` belongs to no `if` / no `;` stands between `}` and `else` → if user.active { 1 } else { 2 }",
    );
    check(
        "else { 1 }",
        "error[R301] 1:1+4 This `else` belongs to no `if` / write `if condition { value } else { value }`",
    );
    check(
        "fn f(x) = x",
        "error[R301] 1:9+1 The body of the function `f` stands in braces / write `fn f(value) { … }`",
    );
    check("let x = ;", "error[R301] 1:9+1 Unexpected `;`");
    check("1 +", "error[R301] 1:4+1 The script ends too early; a value is missing");
}

#[test]
fn names() {
    check("usr.title", "error[R309] 1:1+3 There is no variable `usr` / did you mean `user`? → user.title");
    check(
        "zebra",
        "error[R309] 1:1+5 There is no variable `zebra` / declare it with `let`, or read an attribute of `user`",
    );
    check(
        "givenName",
        "error[R309] 1:1+9 There is no variable `givenName` / did you mean `user.name.givenName`? → user.name.givenName",
    );
    check(
        r#"Join(" ", [givenName], [surname])"#,
        r#"error[R309] 1:12+9 There is no variable `givenName` / did you mean `user.name.givenName`? → Join(" ", user.name.givenName, [surname])"#,
    );
    check(
        "jobTitle",
        "error[R309] 1:1+8 There is no variable `jobTitle` / did you mean `user.title`? → user.title",
    );
    check(
        "mail",
        "error[R309] 1:1+4 There is no variable `mail` / did you mean `primary_value(user.emails)`? → primary_value(user.emails)",
    );
    check(
        "user.cost-center",
        r#"error[R309] 1:11+6 There is no variable `center` / `-` subtracts; a name with `-` stands in brackets: `["cost-center"]` → user["cost-center"]"#,
    );
    check("user..title", "error[R301] 1:5+2 One dot is too many → user.title");
    check(".title", "error[R301] 1:1+1 Nothing stands before the dot / write `user.title` → user.title");
    check(
        "user.title.",
        "error[R301] 1:11+1 A name is missing behind the dot / write the attribute's name, as in `user.title`",
    );
    check(
        r#"user.name.givenName . " ""#,
        r#"error[R301] 1:21+1 Behind a dot stands the name of an attribute / join texts with `+`; a name in quotes is read as `[" "]`"#,
    );
    check(
        "user.prénom",
        r#"error[R301] 1:6+6 Names in a script have only the letters a–z, digits and `_` / write it in brackets and quotes: `["prénom"]` → user["prénom"]"#,
    );
    check(
        "naïve",
        r#"error[R301] 1:1+5 Names in a script have only the letters a–z, digits and `_` / use another name; an attribute is read as `user["…"]`"#,
    );
    check(
        "user.urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
        "error[R301] 1:6+69 A schema URN is no name; it stands in brackets and quotes / write `enterprise.department` → enterprise.department",
    );
    check(
        "urn:ietf:params:scim:schemas:extension:acme:2.0:User",
        r#"error[R301] 1:1+52 A schema URN is no name; it stands in brackets and quotes / write `user["urn:ietf:params:scim:schemas:extension:acme:2.0:User"]` → user["urn:ietf:params:scim:schemas:extension:acme:2.0:User"]"#,
    );
    check(
        "if user.active == true { let x = 1; } x",
        "error[R309] 1:39+1 There is no variable `x` / `x` of line 1 is known only inside of its block; declare it before the block",
    );
    check(
        "x + 1; let x = 1",
        "error[R309] 1:1+1 There is no variable `x` / it is declared later, on line 1; move the `let` in front of this",
    );
    check(
        "let title = user.title; titel",
        "error[R309] 1:25+5 There is no variable `titel` / did you mean `title`? → let title = user.title; title",
    );
}
#[test]
fn a_place_that_does_not_end_says_how_deep_it_is() {
    let deep = format!("{}1{}", "(".repeat(100), ")".repeat(100));
    check(&deep, "error[R303] 1:24+1 The script is nested too deeply");
}

#[test]
fn filters_of_paths() {
    check(
        r#"user.emails[type eq "work"].value"#,
        r#"error[R301] 1:12+15 A SCIM filter does not stand in a script / write `of_type(user.emails, "work")` → of_type(user.emails, "work").value"#,
    );
    check(
        r#"user.addresses[country eq "NL"].locality"#,
        r#"error[R301] 1:15+16 A SCIM filter does not stand in a script / write `list(user.addresses).find(|entry| entry.country == "NL")` → list(user.addresses).find(|entry| entry.country == "NL").locality"#,
    );
    check(
        "user.emails[primary pr]",
        "error[R301] 1:12+12 A SCIM filter does not stand in a script / choose entries with `list(user.emails).filter(|entry| …)`",
    );
}

#[test]
fn functions_without_brackets() {
    check(
        "clear",
        "error[R309] 1:1+5 There is no variable `clear` / it is a function, and a function is called with brackets → clear()",
    );
    check(
        "reject",
        "error[R309] 1:1+6 There is no variable `reject` / it is a function; call it, as in `reject(why) -> outcome`",
    );
}
