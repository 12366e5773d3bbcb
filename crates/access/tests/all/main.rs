//! Tests of the crate.
use sightline_access::Role;

#[test]
fn every_role_is_found_by_its_word() {
    for role in Role::ALL {
        assert_eq!(Role::of_word(role.word()), Some(role));
    }
    assert_eq!(Role::of_word("nobody"), None);
}
