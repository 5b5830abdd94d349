//! Scripts written neatly.

use proptest::prelude::*;

use scimwright::script::syntax::{TokenKind, formatted, tokens};

use super::generated::scripts_of_seed;

#[track_caller]
fn check(script: &str, expected: &str) {
    assert_eq!(formatted(script).as_deref(), Some(expected), "{script}");
    assert_eq!(formatted(expected).as_deref(), Some(expected), "once more: {script}");
}

/// It is neat already.
#[track_caller]
fn stays(script: &str) {
    check(script, script);
}

#[test]
fn blanks_between_tokens() {
    check("let  a=1+ 2 ;a", "let a = 1 + 2;\na");
    check("f( a ,b )", "f(a, b)");
    check("user . name ?. givenName", "user.name?.givenName");
    check("[ 1,2 ][ 0 ]", "[1, 2][0]");
    check("#{a:1,b : 2}", "#{ a: 1, b: 2 }");
    check("#{ }", "#{}");
    check("if(a){b}else{c}", "if (a) { b } else { c }");
    check("list.filter( | e |e.type==\"work\" )", "list.filter(|e| e.type == \"work\")");
    check("list.map(||  1)", "list.map(|| 1)");
    check("- a + -1 - !b", "-a + -1 - !b");
    check("a || b&&!c", "a || b && !c");
    check("for i in 0 .. 10{ f(i) }", "for i in 0..10 { f(i) }");
    check("`a${ x+1 }b`", "`a${x + 1}b`");
    check("call !( x )", "call!(x)");
    check("a !in b", "a !in b");
    check("fn f( a,b ){ a+b }", "fn f(a, b) { a + b }");
    check("return;", "return;");
    check("switch a { 1|2=>3,_=>4 }", "switch a { 1 | 2 => 3, _ => 4 }");
    check("  user.title  ", "user.title");
    check("", "");
    check("\n\n", "");
}

#[test]
fn statements_and_blocks() {
    check("if a { let b = 1; b }", "if a {\n  let b = 1;\n  b\n}");
    check("if a { b } else {\nc }", "if a {\n  b\n} else {\n  c\n}");
    check("if a {\n  b\n} else if c { d } else { e }", "if a {\n  b\n} else if c {\n  d\n} else {\n  e\n}");
    check("if a { b } c", "if a { b }\nc");
    check("if a { b };c", "if a { b };\nc");
    check("let x = if a { b } else { c }; x", "let x = if a { b } else { c };\nx");
    check("for e in l { f(e); } 1", "for e in l { f(e); }\n1");
    check("a;\n\n\n\nb", "a;\n\nb");
    check("a;\nb", "a;\nb");
    check("switch a {\n\"b\"=>{ c }\n_=>d}", "switch a {\n  \"b\" => { c }\n  _ => d\n}");
    check(
        "switch a {\n1=>if x {2} else {3},\n_=>4,\n}",
        "switch a {\n  1 => if x { 2 } else { 3 },\n  _ => 4,\n}",
    );
    check("fn a() { 1 } fn b() { 2 }", "fn a() { 1 }\nfn b() { 2 }");
    check("try { a() } catch ( e ) { b }", "try { a() } catch (e) { b }");
    check("l.map(|e| {let x=e; x})", "l.map(|e| {\n  let x = e;\n  x\n})");
    check("do { a } while b; c", "do { a } while b;\nc");
}

#[test]
fn breaks_of_the_writer_stay() {
    stays("first_present([\n  user.title,\n  user.displayName,\n])");
    stays("lookup(\"a\", b)\n  ?? lookup(\"c\", d)");
    check("lookup(\"a\", b) ??\nlookup(\"c\", d)", "lookup(\"a\", b)\n  ?? lookup(\"c\", d)");
    check("user\n.title\n.trimmed()", "user\n  .title\n  .trimmed()");
    check("f(a,\nb)", "f(a, b)");
    check("f(\na,b)", "f(\n  a,\n  b\n)");
    check("contacts.push(#{\nlabel: 1})", "contacts.push(#{\n  label: 1\n})");
    check("let x =\n  1;", "let x = 1;");
}

#[test]
fn comments_stay_where_they_are() {
    stays("// a\nlet b = 1; // c\n\n// d\nb // e");
    check("if a {// b\nc}", "if a {\n  // b\n  c\n}");
    check("[\n1, // one\n// two\n2 /* x */, 3]", "[\n  1, // one\n  // two\n  2 /* x */,\n  3\n]");
    check("f(/* a */ b)", "f(/* a */ b)");
    check("a /* b */\n+ c", "a /* b */\n  + c");
    check("a // b   \n?? c", "a // b\n  ?? c");
    check("/* a\n   b */\nc", "/* a\n   b */\nc");
    check("if a { b }\n// c\nelse { d }", "if a { b }\n  // c\n  else { d }");
}

#[test]
fn lines_that_are_too_long_are_broken() {
    let long = "first_present([user.displayName, user.name.formatted, user.userName, user.nickName, user.externalId])";
    check(
        long,
        "first_present([\n  user.displayName,\n  user.name.formatted,\n  user.userName,\n  user.nickName,\n  \
         user.externalId\n])",
    );
    check(
        "usable(find_organization(enterprise.organization)) ?? usable(first_of_groups(groups, \"organization\"))",
        "usable(find_organization(enterprise.organization))\n  ?? usable(first_of_groups(groups, \"organization\"))",
    );
    check(
        "if blank(user.userType) { user.userType.trimmed() } else { user.userType.contains(\"VIP\") && user.active == true }",
        "if blank(user.userType) {\n  user.userType.trimmed()\n} else {\n  \
         user.userType.contains(\"VIP\") && user.active == true\n}",
    );
    check(
        "user.displayName.trimmed().upper().before(\"separator one\").after(\"separator two\").truncated(80).lower()",
        "user.displayName.trimmed().upper().before(\"separator one\").after(\"separator two\").truncated(80).lower()"
            .replace(").", ")\n  .").replacen(".trimmed", "\n  .trimmed", 1)
            .as_str(),
    );
}

#[test]
fn what_cannot_be_taken_apart_is_left_alone() {
    for script in ["if a {", "f(", "\"a", "'a", "/* a", "a ]", "a @ b", "`a${b"] {
        assert_eq!(formatted(script), None, "{script}");
    }
    assert_eq!(formatted(&"a;".repeat(40_000)), None);
    assert_eq!(formatted(&format!("{}1{}", "(".repeat(300), ")".repeat(300))), None);
}

#[test]
fn the_scripts_of_the_samples_are_neat() {
    let folders = std::fs::read_dir("sample_mappings").expect("there are sample mappings");
    for folder in folders {
        let folder = folder.expect("a folder").path();
        let text = std::fs::read_to_string(folder.join("mapping.json")).expect("a mapping");
        let (mapping, _) = scimwright::mapping::read_mapping("mapping.json", &text);
        let mapping = mapping.expect("it can be read");
        let rules = mapping.rule_sets.iter().flat_map(|set| &set.rules).map(|rule| &rule.script);
        let conditions = mapping.rule_sets.iter().map(|set| &set.condition);
        for script in rules.chain(conditions).chain([&mapping.functions]) {
            assert_eq!(formatted(script).as_ref(), Some(script), "{}", folder.display());
        }
    }
}

fn words(script: &str) -> Vec<String> {
    let tokens = tokens(script).into_iter().filter(|token| token.kind != TokenKind::Blank);
    tokens.map(|token| token.text(script).trim_end().to_owned()).collect()
}

/// The same tokens, and the second time nothing more.
fn assert_laws(script: &str) {
    let Some(neat) = formatted(script) else { return };
    assert_eq!(words(script), words(&neat), "{script}");
    assert_eq!(formatted(&neat).as_ref(), Some(&neat), "{script}\n--- is\n{neat}");
}

#[test]
fn generated_scripts_keep_the_laws() {
    for seed in 0..400 {
        for script in scripts_of_seed(seed) {
            assert!(formatted(&script).is_some(), "{script}");
            assert_laws(&script);
            assert_laws(&script.replace(' ', "\n"));
            assert_laws(&script.replace("; ", "; // c\n"));
        }
    }
}

fn any_script() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "user",
        ".a",
        "?.b",
        "if ",
        " else ",
        "(",
        ")",
        "{",
        "}",
        "#{",
        "[",
        "]",
        "\"t\"",
        "`a${",
        "}`",
        "'c'",
        "// c\n",
        "/* d */",
        "\n",
        "\n\n",
        " ",
        "1",
        "+",
        "-",
        "!",
        "|",
        "||",
        " ?? ",
        " && ",
        ";",
        ",",
        ":",
        "=",
        " => ",
        "switch ",
        "for x in ",
        "f(",
        "|e| ",
        "fn g(x) ",
        "let y = ",
        "..",
        "a_rather_long_name_of_a_thing",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_keeps_the_laws(script in any_script()) {
        assert_laws(&script);
    }
}
