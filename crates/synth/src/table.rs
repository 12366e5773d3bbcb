//! The tables of the Standard Safeguarding Dataset 1.4.5 and their columns.

/// Table, column, type, key, reference, code list and whether it may be empty; the facts are those of the standard.
const COLUMNS: &str = include_str!("../data/ssd-columns.csv");

macro_rules! tables {
    ($($name:ident => $file:literal,)*) => {
        /// A table of the dataset.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Table { $($name,)* }

        impl Table {
            /// Every table, in the standard's order.
            pub(crate) const ALL: &'static [Table] = &[$(Table::$name,)*];

            /// The table's name, which is its file's too.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Table::$name => $file,)* }
            }
        }
    };
}

tables! {
    Person => "ssd_person",
    Family => "ssd_family",
    Address => "ssd_address",
    Disability => "ssd_disability",
    ImmigrationStatus => "ssd_immigration_status",
    CinEpisodes => "ssd_cin_episodes",
    Mother => "ssd_mother",
    LegalStatus => "ssd_legal_status",
    Contacts => "ssd_contacts",
    EarlyHelpEpisodes => "ssd_early_help_episodes",
    CinAssessments => "ssd_cin_assessments",
    AssessmentFactors => "ssd_assessment_factors",
    CinPlans => "ssd_cin_plans",
    CinVisits => "ssd_cin_visits",
    S47Enquiry => "ssd_s47_enquiry",
    InitialCpConference => "ssd_initial_cp_conference",
    CpPlans => "ssd_cp_plans",
    CpVisits => "ssd_cp_visits",
    CpReviews => "ssd_cp_reviews",
    ClaEpisodes => "ssd_cla_episodes",
    ClaConvictions => "ssd_cla_convictions",
    ClaHealth => "ssd_cla_health",
    ClaImmunisations => "ssd_cla_immunisations",
    ClaSubstanceMisuse => "ssd_cla_substance_misuse",
    ClaPlacement => "ssd_cla_placement",
    ClaReviews => "ssd_cla_reviews",
    ClaPreviousPermanence => "ssd_cla_previous_permanence",
    ClaCarePlan => "ssd_cla_care_plan",
    ClaVisits => "ssd_cla_visits",
    SdqScores => "ssd_sdq_scores",
    Missing => "ssd_missing",
    CareLeavers => "ssd_care_leavers",
    Permanence => "ssd_permanence",
    Professionals => "ssd_professionals",
    Department => "ssd_department",
    Involvements => "ssd_involvements",
    LinkedIdentifiers => "ssd_linked_identifiers",
    S251Finance => "ssd_s251_finance",
    VoiceOfChild => "ssd_voice_of_child",
    PreProceedings => "ssd_pre_proceedings",
    Send => "ssd_send",
    SenNeed => "ssd_sen_need",
    EhcpRequests => "ssd_ehcp_requests",
    EhcpAssessment => "ssd_ehcp_assessment",
    EhcpNamedPlan => "ssd_ehcp_named_plan",
    EhcpActivePlans => "ssd_ehcp_active_plans",
}

/// A column of a table.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) key: bool,
    pub(crate) references: &'static str,
    pub(crate) codes: &'static str,
    pub(crate) required: bool,
}

/// The columns of every table, in the order of `Table::ALL`.
pub(crate) fn columns() -> Vec<Vec<Column>> {
    let mut columns: Vec<Vec<Column>> = Table::ALL.iter().map(|_| Vec::new()).collect();
    for line in COLUMNS.lines().skip(1) {
        let mut cells = line.split(',');
        let mut cell = || cells.next().unwrap_or("");
        let table = cell();
        let column = Column { name: cell(), kind: cell(), key: cell() == "y", references: cell(), codes: cell(), required: cell() == "n" };
        if let Some(at) = Table::ALL.iter().position(|each| each.name() == table) {
            columns[at].push(column);
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_its_columns() {
        let columns = columns();
        assert_eq!(columns.len(), 46);
        assert_eq!(columns.iter().map(Vec::len).sum::<usize>(), 344);
        assert!(columns.iter().all(|each| each.iter().filter(|column| column.key).count() == 1));
    }
}
