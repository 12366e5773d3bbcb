use std::fs;

use jiff::civil::date;
use sightline_second_opinion::{Records, Waiting, waiting};

/// Good Friday 2018 was 30 March: from Thursday 22 March ten working days are Monday 9 April, from the 23rd the 10th, from the 26th the 11th.
#[test]
fn visits_reviews_and_interviews_wait_by_their_own_limits() {
    let files = [
        (
            "ssd_person.csv",
            "pers_person_id,pers_dob,pers_death_date\na,2010-01-01,\nb,2010-01-01,\nc,2010-01-01,\nd,2010-01-01,2018-04-09\ne,2010-01-01,\n",
        ),
        (
            "ssd_cp_plans.csv",
            "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,cppl_cp_plan_ola\n\
             1,a,2018-03-01,,N\n2,b,2018-03-23,,N\n3,c,2018-03-01,,N\n4,d,2018-03-01,,N\n5,e,2018-03-01,2018-04-10,N\n6,e,2018-01-01,,Y\n",
        ),
        (
            "ssd_cp_visits.csv",
            "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen\n\
             1,a,1,2018-03-22,Y\n2,a,1,2018-04-05,N\n3,c,3,2018-03-26,Y\n",
        ),
        (
            "ssd_missing.csv",
            "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_end_date,miss_missing_episode_type,miss_missing_rhi_offered,miss_missing_rhi_accepted\n\
             m1,a,2018-04-05T10:00:00,2018-04-06T23:30:00,M,Y,Y\n\
             m2,b,2018-04-05T10:00:00,2018-04-07T10:00:00,M,Y,\n\
             m3,c,2018-04-05T10:00:00,2018-04-08T10:00:00,M,Y,N\n\
             m4,a,2017-04-05T10:00:00,2017-04-06T10:00:00,M,Y,Y\n",
        ),
    ];
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file can be written there");
    }
    let records = Records::read(folder.path()).expect("the files are CSV");
    let found = waiting(folder.path(), &records, date(2018, 4, 10)).expect("the files are CSV");
    // a is a day late, b is due on the day, c on the day after; d died, e's plan ended, and the last is another authority's.
    assert_eq!(found["cp-visit"], Waiting { overdue: 1, today: 1, to_come: 1 });
    // Reviews of all three plans, 3 months after their start.
    assert_eq!(found["cp-review-first"], Waiting { overdue: 0, today: 0, to_come: 3 });
    // The first passed half an hour before the day began, the second ends on the day, the third was refused and the last is a year old.
    assert_eq!(found["return-interview"], Waiting { overdue: 1, today: 1, to_come: 0 });
    assert!(!found.contains_key("assessment-45"));
}
