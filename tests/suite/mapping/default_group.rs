//! The default mapping: groups that stand for organizations and sites.

use serde_json::json;

use super::default_mapping::account;

/// What becomes of a group: the runs for organization and site.
#[track_caller]
fn check(id: &str, name: &str, expected: &str) {
    let group = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": name, "members": [],
    });
    assert_eq!(account().payload(group).scim_id(id).run().text(), expected);
}

const NO_ORGANIZATION: &str =
    "Group → organization: rejected: no organization has the name of the group, so it stays a SCIM group\n";
const NO_SITE: &str = "Group → site: rejected: no site has the name of the group, so it stays a SCIM group\n";

#[test]
fn a_group_is_linked_by_its_name() {
    let labs = "Group → organization: written\n  name: set \"Acme Labs\"\n";
    check("1", "Acme Labs", &format!("{labs}{NO_SITE}  name: set \"Acme Labs\"\n"));
    let delft = "Group → site: written\n  name: set \"Delft\"\n";
    check("1", "Delft", &format!("{NO_ORGANIZATION}  name: set \"Delft\"\n{delft}"));
}

#[test]
fn a_linked_record_follows_when_the_group_is_renamed() {
    let works = "Group → organization: written\n  name: set \"Acme Factories\"\n";
    check("901", "Acme Factories", &format!("{works}{NO_SITE}  name: set \"Acme Factories\"\n"));
    let lyon = "Group → site: written\n  name: set \"Lyon-Est\"\n";
    check("902", "Lyon-Est", &format!("{NO_ORGANIZATION}  name: set \"Lyon-Est\"\n{lyon}"));
    // Without a name the link stays and the name with it.
    let unnamed = "Group → organization: written\n  name: kept \"Acme Works\"\n";
    check("901", " ", &format!("{unnamed}{NO_SITE}  name: kept null\n"));
}

#[test]
fn a_group_that_names_neither_stays_a_group() {
    let name = "  name: set \"Everybody\"\n";
    check("1", "Everybody", &format!("{NO_ORGANIZATION}{name}{NO_SITE}{name}"));
}

#[test]
fn a_name_can_be_too_long_for_a_site() {
    let name = "N".repeat(81);
    let organization = format!("{NO_ORGANIZATION}  name: set \"{name}\"\n");
    let too_long = "  name: failed: Name has 81 characters, at most 80 are allowed\n";
    check("1", &name, &format!("{organization}{NO_SITE}{too_long}"));
    check("902", &name, &format!("{organization}Group → site: written\n{too_long}"));
    let longest = "N".repeat(80);
    let organization = format!("{NO_ORGANIZATION}  name: set \"{longest}\"\n");
    check("902", &longest, &format!("{organization}Group → site: written\n  name: set \"{longest}\"\n"));
    let name = "N".repeat(129);
    let too_long_for_both = "  name: failed: Name has 129 characters, at most 128 are allowed\n";
    let site = "  name: failed: Name has 129 characters, at most 80 are allowed\n";
    check("901", &name, &format!("Group → organization: written\n{too_long_for_both}{NO_SITE}{site}"));
}
