//! Which roles open what.

use crate::invented::Running;
use axum::http::StatusCode;
use sightline_access::Role;

#[tokio::test]
async fn every_page_opens_to_its_roles_and_no_other() {
    let running = Running::new();
    let table: [(&str, &[Role]); 6] = [
        ("/administration", &[Role::Administrator, Role::DataProtectionOfficer, Role::Director]),
        ("/administration/people", &[Role::Administrator]),
        ("/administration/people/add", &[Role::Administrator]),
        ("/administration/tokens", &[Role::Administrator]),
        ("/administration/blocks", &[Role::DataProtectionOfficer, Role::Director]),
        ("/administration/settings", &[Role::Administrator, Role::DataProtectionOfficer]),
    ];
    for (path, roles) in table {
        for role in Role::ALL {
            let status = running.get(Some(role), path).await.status;
            assert_eq!(status == StatusCode::OK, roles.contains(&role), "{path} {role:?}: {status}");
            assert!(status == StatusCode::OK || status == StatusCode::FORBIDDEN);
        }
        let nobody = running.get(None, path).await;
        assert_eq!(nobody.status, StatusCode::SEE_OTHER);
        assert!(nobody.header("location").starts_with("/sign-in?after="));
    }
}

#[tokio::test]
async fn the_overview_leads_only_where_one_may_go() {
    let running = Running::new();
    let page = running.get(Some(Role::Director), "/administration").await.body;
    assert!(page.contains("Block list") && !page.contains(">People<") && !page.contains(">Settings<"));
    let page = running.get(Some(Role::Administrator), "/administration").await.body;
    assert!(!page.contains("Block list") && page.contains(">People<") && page.contains(">Settings<"));
}
