//! Names of many languages: what stays of them and what does not.

use serde_json::json;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

use super::bed::{masked_user, text_at};

/// Given name and family name.
const NAMES: &[(&str, &str)] = &[
    ("Jürgen", "Müller"),
    ("Zoë", "van der Berg"),
    ("Renée", "D'Aubigné"),
    ("Łukasz", "Wiśniewski"),
    ("Jiří", "Dvořák"),
    ("José", "Núñez-Peña"),
    ("Söğüt", "Işıklı"),
    ("Þórdís", "Ægisdóttir"),
    ("Søren", "Kjærgård"),
    ("Nguyễn", "Thị Hồng"),
    ("Ștefan", "Țîrlea"),
    ("Gergő", "Szűcs"),
    ("Đorđe", "Đurđević"),
    ("Иван", "Щербаков"),
    ("Олександр", "Їжакевич"),
    ("Ελένη", "Παπαδόπουλος"),
    ("محمد", "الحسيني"),
    ("יעקב", "כהן"),
    ("प्रिया", "शर्मा"),
    ("অনিল", "মুখোপাধ্যায়"),
    ("முருகன்", "சுப்ரமணியம்"),
    ("สมชาย", "ศรีสุข"),
    ("გიორგი", "მაისურაძე"),
    ("Արամ", "Խաչատրյան"),
    ("민준", "김"),
    ("太郎", "山田"),
    ("小明", "王"),
    ("たろう", "やまだ"),
    ("タロウ", "ヤマダ"),
    ("አበበ", "በቀለ"),
    ("MARY-ANN", "O'BRIEN"),
    ("li", "wu"),
];

/// What of a character a pseudonym keeps: its script by block, its case, its marks.
fn form(text: &str) -> Vec<(u32, bool, usize)> {
    text.graphemes(true)
        .map(|grapheme| {
            let mut parts = grapheme.nfd();
            let first = parts.next().expect("a grapheme has a character");
            let has_mark = usize::from(parts.filter(|part| is_combining_mark(*part)).count() > 0);
            let script = match u32::from(first) {
                0..0x250 | 0x1e00..0x1f00 => 0,
                0x4e00..0xa000 => 1,
                0xac00..0xd7a4 => 2,
                code => code / 256,
            };
            (script, first.is_uppercase(), has_mark)
        })
        .collect()
}

/// Letters that Unicode does not take apart and that carry a stroke, which is no mark to it.
fn has_stroke(text: &str) -> bool {
    text.contains(['Ł', 'ł', 'Đ', 'đ', 'ø', 'æ', 'Æ', 'ı', 'Þ'])
}

#[test]
fn script_case_length_and_marks_stay() {
    for (given, family) in NAMES {
        for name in [given, family] {
            for key in 0..4 {
                let masked = masked_user(key, json!({ "name": { "familyName": name } }));
                let masked = text_at(&masked, "/name/familyName");
                assert_ne!(masked, *name);
                let (was, is) = (form(name), form(masked));
                if has_stroke(name) {
                    let plain = |form: Vec<(u32, bool, usize)>| -> Vec<bool> {
                        form.into_iter().map(|(_, is_capital, _)| is_capital).collect()
                    };
                    assert_eq!(plain(is), plain(was), "{name} became {masked}");
                } else {
                    assert_eq!(is, was, "{name} became {masked}");
                }
            }
        }
    }
}

#[test]
fn every_word_but_particles_and_titles_changes() {
    let check = |name: &str, kept: &[&str]| {
        let masked = masked_user(1, json!({ "displayName": name }));
        let masked = text_at(&masked, "/displayName");
        let words: Vec<(&str, &str)> = name.split(' ').zip(masked.split(' ')).collect();
        assert_eq!(name.split(' ').count(), masked.split(' ').count());
        for (was, is) in words {
            assert_eq!(was == is, kept.contains(&was), "{name} became {masked}");
        }
    };
    check("Pieternel van der Zwaan", &["van", "der"]);
    check("Dr. Ann Lee, PhD", &["Dr.", "PhD"]);
    check("Ana de la Cruz", &["de"]);
    check("Ann Lee (External)", &["(External)"]);
    check("Charles Windsor III", &["III"]);
    check("Al Gore", &[]);
}

#[test]
fn a_person_is_the_same_person_in_every_attribute() {
    for (given, family) in NAMES {
        let masked = masked_user(
            2,
            json!({
                "name": { "givenName": given, "familyName": family, "formatted": format!("{given} {family}") },
                "displayName": format!("{given} {family}"),
                "nickName": given,
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
                    "manager": { "displayName": format!("{family}, {given}") },
                },
            }),
        );
        let (given, family) = (text_at(&masked, "/name/givenName"), text_at(&masked, "/name/familyName"));
        assert_eq!(text_at(&masked, "/displayName"), format!("{given} {family}"));
        assert_eq!(text_at(&masked, "/name/formatted"), format!("{given} {family}"));
        assert_eq!(text_at(&masked, "/nickName"), given);
        let manager = "/urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/manager/displayName";
        assert_eq!(text_at(&masked, manager), format!("{family}, {given}"));
    }
}

#[test]
fn names_written_without_blanks_are_masked_by_their_signs() {
    let check = |family: &str, given: &str| {
        let both = format!("{family}{given}");
        let masked = masked_user(
            3,
            json!({ "displayName": both, "name": { "familyName": family, "givenName": given } }),
        );
        let parts =
            format!("{}{}", text_at(&masked, "/name/familyName"), text_at(&masked, "/name/givenName"));
        assert_eq!(text_at(&masked, "/displayName"), parts);
    };
    check("山田", "太郎");
    check("王", "小明");
    check("김", "민준");
}

/// How a client makes an address of a given name and a family name.
type Rule<'r> = &'r dyn Fn(&str, &str) -> String;

/// The e-mail address is made of the name as clients make it, and is so afterwards.
#[test]
fn addresses_stay_made_of_the_name() {
    let plain = |text: &str| -> String {
        let letters = text.nfd().filter(|letter| !is_combining_mark(*letter) && !" '".contains(*letter));
        letters.collect::<String>().to_lowercase().replace('ł', "l")
    };
    let german = |text: &str| {
        text.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss")
    };
    let first = |text: &str, count: usize| text.chars().take(count).collect::<String>();
    let dotted = |given: &str, family: &str| format!("{}.{}", plain(given), plain(family));
    let initial = |given: &str, family: &str| format!("{}{}", first(&plain(given), 1), plain(family));
    let initial_dot = |given: &str, family: &str| format!("{}.{}", first(&plain(given), 1), plain(family));
    let two_letters = |given: &str, family: &str| format!("{}{}", plain(family), first(&plain(given), 2));
    let joined = |given: &str, family: &str| format!("{}{}", plain(given), plain(family));
    let in_german = |given: &str, family: &str| format!("{}.{}", german(given), german(family));
    let check = |given: &str, family: &str, rule: Rule<'_>| {
        let address = format!("{}@acme.example", rule(given, family));
        let masked = masked_user(
            5,
            json!({ "userName": address, "name": { "givenName": given, "familyName": family } }),
        );
        let (given, family) = (text_at(&masked, "/name/givenName"), text_at(&masked, "/name/familyName"));
        let local = text_at(&masked, "/userName").split('@').next().unwrap_or_default().to_owned();
        assert_eq!(local, rule(given, family), "{address} became {masked}");
    };
    for (given, family) in
        [("Thandiwe", "Mokoena"), ("Jürgen", "Müller"), ("Łukasz", "Nowak"), ("José", "Núñez")]
    {
        for rule in [&dotted as Rule<'_>, &initial, &initial_dot, &two_letters, &joined] {
            check(given, family, rule);
        }
    }
    check("Jürgen", "Müller", &in_german);
    check("Ünal", "Weiß", &in_german);
    check("Pieternel", "van der Zwaan", &initial_dot);
    check("Pieternel", "van der Zwaan", &initial);
}
