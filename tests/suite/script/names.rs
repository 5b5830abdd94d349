//! Names of people in many languages: case, initials, order, splitting, sorting, plain letters.

use serde_json::json;

use super::bed::Bed;

/// What each script gives: the text, or `()`.
#[track_caller]
fn check_all(rows: &[(&str, &[&str], &str)]) {
    let bed = Bed::with_helpers("");
    let resource = json!({ "userName": "ann" });
    let mut wrong = Vec::new();
    for (function, arguments, expected) in rows {
        let arguments: Vec<String> = arguments.iter().map(|text| json!(text).to_string()).collect();
        let script = format!("{function}({}) ?? \"()\"", arguments.join(", "));
        let said = bed.check(&script, &resource).said;
        if said != format!("Ok(String({expected:?}))") {
            wrong.push(format!("{script}\n  gives {said}\n  not   {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn letters_have_the_case_of_names() {
    let name_case: &[(&str, &str)] = &[
        ("JAN VAN DER BERG", "Jan van der Berg"),
        ("PIETER-JAN IN 'T VELD", "Pieter-Jan in 't Veld"),
        ("KARL-HEINZ VON DER GRÜN", "Karl-Heinz von der Grün"),
        ("JÜRGEN WEISS", "Jürgen Weiss"),
        ("BJÖRK GUÐMUNDSDÓTTIR", "Björk Guðmundsdóttir"),
        ("SINÉAD O'CONNOR", "Sinéad O'Connor"),
        ("AOIFE NÍ BHRIAIN", "Aoife Ní Bhriain"),
        ("EWAN MCGREGOR", "Ewan McGregor"),
        ("FIONA MACDONALD", "Fiona MacDonald"),
        ("MARÍA DEL CARMEN DE LA FUENTE", "María del Carmen de la Fuente"),
        ("JOSÉ ORTEGA Y GASSET", "José Ortega y Gasset"),
        ("JOÃO DOS SANTOS E SILVA", "João dos Santos e Silva"),
        ("NGUYỄN THỊ ÁNH", "Nguyễn Thị Ánh"),
        ("NAGY ISTVÁN", "Nagy István"),
        ("AYŞE YILMAZ", "Ayşe Yilmaz"),
        ("ŁUKASZ ŻÓŁĆ", "Łukasz Żółć"),
        ("JIŘÍ DVOŘÁK", "Jiří Dvořák"),
        ("SØREN ÆRØ", "Søren Ærø"),
        ("ÅSA ÖSTBERG", "Åsa Östberg"),
        ("JEAN-FRANÇOIS D'ARTAGNAN", "Jean-François D'Artagnan"),
        ("GIOVANNI DE ROSSI", "Giovanni de Rossi"),
        ("ИВАН ПЕТРОВ-ВОДКИН", "Иван Петров-Водкин"),
        ("ΜΑΡΊΑ ΠΑΠΑΔΟΠΟΎΛΟΥ", "Μαρία Παπαδοπούλου"),
        ("李小龍", "李小龍"),
        ("THURSTON HOWELL III", "Thurston Howell III"),
    ];
    let rows: Vec<(&str, [&str; 1], &str)> =
        name_case.iter().map(|(text, expected)| ("name_case", [*text], *expected)).collect();
    let rows: Vec<(&str, &[&str], &str)> = rows
        .iter()
        .map(|(function, arguments, expected)| (*function, arguments.as_slice(), *expected))
        .collect();
    check_all(&rows);
}

#[test]
fn initials_are_those_of_the_language() {
    check_all(&[
        ("initials", &["Jan van der Berg"], "JB"),
        ("initials", &["Karl-Heinz von der Grün"], "KHG"),
        ("initials", &["Þóra Ægisdóttir"], "ÞÆ"),
        ("initials", &["Øystein Ås"], "ØÅ"),
        ("initials", &["María de la Cruz"], "MC"),
        ("initials", &["Иван Петров"], "ИП"),
        ("initials", &["Ελένη Παπά"], "ΕΠ"),
        ("initials", &["山田 太郎"], "山太"),
        ("initials", &["김 민준"], "김민"),
        ("initials", &["محمد علي"], "مع"),
        ("initials", &["राम कुमार"], "राकु"),
        ("initials", &["Anna Maria", ". "], "A. M. "),
    ]);
}

#[test]
fn names_are_split() {
    check_all(&[
        ("family_name_of", &["Jan van der Berg"], "van der Berg"),
        ("family_name_of", &["María del Carmen de la Fuente"], "de la Fuente"),
        ("family_name_of", &["García Márquez, Gabriel"], "García Márquez"),
        ("family_name_of", &["Ludwig van Beethoven"], "van Beethoven"),
        ("family_name_of", &["João da Silva"], "da Silva"),
        ("family_name_of", &["Osama bin Ahmed"], "bin Ahmed"),
        ("given_name_of", &["Jan Peter van der Berg"], "Jan Peter"),
        ("given_name_of", &["Nguyễn, Văn An"], "Văn An"),
        ("given_name_of", &["Björk Guðmundsdóttir"], "Björk"),
        ("first_given_name", &["Jean-Luc Marie"], "Jean-Luc"),
    ]);
}

#[test]
fn names_have_an_order() {
    check_all(&[
        ("display_name", &["Jan", "van der Berg", "nl"], "Jan van der Berg"),
        ("display_name", &["István", "Nagy", "hu"], "Nagy István"),
        ("display_name", &["Văn An", "Nguyễn", "vi-VN"], "Nguyễn Văn An"),
        ("display_name", &["太郎", "山田", "ja"], "山田太郎"),
        ("display_name", &["Tarō", "Yamada", "ja"], "Yamada Tarō"),
        ("display_name", &["小龍", "李", "zh_TW"], "李小龍"),
        ("display_name", &["민준", "김"], "김민준"),
        ("display_name", &["Aliya", " ", "hu"], "Aliya"),
        ("sort_name", &["Jan", "van der Berg"], "Berg, Jan van der"),
        ("sort_name", &["Jan", "De Smet"], "De Smet, Jan"),
        ("sort_name", &["Otto", "von Bismarck"], "Bismarck, Otto von"),
        ("sort_name", &["Gabriel", "García Márquez"], "García Márquez, Gabriel"),
        ("sort_name", &["Jean", "d'Ormesson"], "Ormesson, Jean d'"),
        ("sort_name", &["Björk", "Guðmundsdóttir"], "Guðmundsdóttir, Björk"),
        ("without_particles", &["van den Heuvel"], "Heuvel"),
        ("without_particles", &["Van Damme"], "Damme"),
        ("name_particles", &["de la Cruz"], "de la"),
        ("name_particles", &["D'Angelo"], "D'"),
    ]);
}

#[test]
fn names_in_plain_letters() {
    check_all(&[
        ("without_diacritics", &["Łukasz Żółć"], "Lukasz Zolc"),
        ("without_diacritics", &["Jiří Dvořák"], "Jiri Dvorak"),
        ("without_diacritics", &["Nguyễn Thị Ánh"], "Nguyen Thi Anh"),
        ("without_diacritics", &["Ayşe Yılmaz"], "Ayse Yilmaz"),
        ("without_diacritics", &["Søren Ærø"], "Soren Aero"),
        ("without_diacritics", &["Guðmundur Þór"], "Gudmundur Thor"),
        ("without_diacritics", &["François Lœuil"], "Francois Loeuil"),
        ("without_diacritics", &["István Őry"], "Istvan Ory"),
        ("transliterated", &["Jürgen Groß", "de"], "Juergen Gross"),
        ("transliterated", &["Jürgen Groß"], "Jurgen Gross"),
        ("transliterated", &["Åsa Östberg", "sv"], "Aasa Oestberg"),
        ("transliterated", &["Юрий Щукин", "ru"], "Iurii Shchukin"),
        ("transliterated", &["Юрій Згурський", "uk"], "Yurii Zghurskyi"),
        ("transliterated", &["Цветана Щерева", "bg"], "Tsvetana Shtereva"),
        ("transliterated", &["Γιώργος Χατζής", "el"], "Giorgos Chatzis"),
        ("username_of", &["Łukasz", "Żółć", "{g}{family}"], "lzolc"),
        ("username_of", &["Zoë", "van der Berg", "{given}.{family}"], "zoe.vanderberg"),
        ("slug", &["Ångström & Søn A/S"], "angstrom-son-a-s"),
    ]);
}

#[test]
fn titles_are_taken_off() {
    check_all(&[
        ("without_titles", &["Herr Dr. Jürgen Weiß"], "Jürgen Weiß"),
        ("without_titles", &["Prof. Ir. Jan de Vries"], "Jan de Vries"),
        ("without_titles", &["Mme Marie Curie"], "Marie Curie"),
        ("without_titles", &["Sra. María Cruz"], "María Cruz"),
        ("without_titles", &["Mgr. Jiří Dvořák, Ph.D."], "Jiří Dvořák"),
        ("without_titles", &["Dott. Giovanni Rossi"], "Giovanni Rossi"),
        ("name_suffix", &["John Smith, Jr."], "Jr."),
        ("name_suffix", &["John Smith"], "()"),
    ]);
}
