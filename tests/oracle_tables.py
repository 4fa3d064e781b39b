"""The oracle's tables: which facts each provision asks for, read from its gist.

Like the oracle itself they import nothing of icstd.
"""

from __future__ import annotations

EXEMPT, WEAK = "不适用", "证据不足"

# Something has to be there: a yes, a date, a name, a list, a number above nought.
SOMETHING = {
    "W4.1": "party_organisation",
    "W4.2": "lead_department",
    "W4.8a": "rules_party_on",
    "W4.8b": "rules_enterprise_service_on",
    "W4.8c": "rules_governance_on",
    "W4.11a": "ledger_update_days_promised",
    "W4.14": "funding_sources",
    "W4.15": "party_supported_on",
    "W4.17a": "city_integration_plan",
    "W4.17b": "newcomer_integration_plan",
    "W4.18": "service_list_on",
    "W5.1": "center_founded_on",
    "W5.2": "center_area",
    "W5.3": "center_shared_with_park_agency",
    "W5.4": "center_head",
    "W5.8": "party_center_area",
    "W5.9": "one_stop_window",
    "W5.12": "command_post_ready",
    "W5.13b": "ledger_system",
    "W6.3a": "visit_coverage_promised",
    "W6.3b": "visits_promised",
    "W6.7": "issues_surveyed",
    "W6.9": "resolve_days_promised",
    "W6.11a": "routing_rules_on",
    "W6.11b": "issues_passed_to_team",
    "W6.11c": "issues_passed_to_alliance",
    "W6.12": "street_duty_defined",
    "W6.15a": "revisit_rate_promised",
    "W6.17": "service_team_mode",
    "W6.22": "special_subsidy",
    "W6.23": "mass_organisations",
    "W6.28a": "worker_voice_channel",
    "W6.28b": "worker_voice_answered",
    "W6.29a": "councils_promised",
    "W6.30a": "review_days_promised",
    "W6.31": "improvement_plan",
    "W6.32": "answer_days_promised",
    "W6.36": "first_contact_rule_on",
    "W7.5a": "emergency_survey",
    "W7.5b": "emergency_staffing",
    "W7.5c": "emergency_coordination",
    "W7.8a": "screening_hours_promised",
    "W7.9": "resumption_plan",
    "W7.16": "mediation",
    "W7.17": "facility_contacts_on",
    "W7.20": "newcomer_services",
    "W8.2.4": "leisure_facilities",
    "W8.8a": "hardship_register",
}

# At least one of something, or as many as a profile asks for under `<id>.n`.
SOME = {
    "W4.3": "departments_listed",
    "W4.4": "social_force_members",
    "W4.5": "enterprises_in_governance",
    "W4.6": "production_services_listed",
    "W4.7": "living_services_listed",
    "W4.19": "joint_party_units",
    "W5.6": "staff_trainings",
    "W5.7": "part_time_committee_members",
    "W5.13a": "issues_online",
    "W6.2": "enterprises_visited",
    "W6.15c": "issues_satisfaction_noted",
    "W6.16": "alliance_departments",
    "W6.19": "policy_talks",
    "W6.20": "special_actions",
    "W6.21": "special_partners",
    "W6.24": "social_organisations_incubated",
    "W6.25": "shared_platforms",
    "W6.26": "volunteer_teams",
    "W6.27": "volunteer_activities",
    "W6.35": "policy_beneficiaries",
    "W7.2a": "party_volunteers",
    "W7.2b": "workers_mobilised",
    "W7.7a": "drills_held",
    "W7.10": "sme_problems_solved",
    "W7.14": "third_party_checks",
    "W7.18": "spaces_revived",
    "W8.1.2": "policy_consultations",
    "W8.1.3a": "application_guidance",
    "W8.1.3b": "errands_for_enterprises",
    "W8.1.4": "tech_projects",
    "W8.1.5": "research_matches",
    "W8.1.6": "talent_services",
    "W8.1.7": "finance_matches",
    "W8.1.8a": "ip_services",
    "W8.1.8b": "legal_services",
    "W8.1.9": "mutual_aid",
    "W8.1.10": "chain_matches",
    "W8.2.1": "living_services",
    "W8.2.5": "youth_events",
}

# So many of something: a number with a profile's name for it, or the park's promise.
AT_LEAST: dict[str, tuple[str, int | str, str]] = {
    "W4.16": ("plan_years", 2, "W4.16.years"),
    "W6.4b": ("visits_made", "visits_promised", ""),
    "W6.29b": ("councils_held", "councils_promised", ""),
}

# A share of a whole: what an empty whole means, the per cent (or the park's promise of
# it), and the name under which a profile may ask for another.
EVERY: dict[str, tuple[str, str, str, int | str, str]] = {
    "W4.9": ("enterprises_in_ledger", "enterprises_total", WEAK, 100, ""),
    "W4.10": ("workers_in_ledger", "workers_total", WEAK, 100, ""),
    "W6.1": ("enterprises_with_contact", "enterprises_total", WEAK, 100, ""),
    "W6.4a": ("enterprises_visited", "enterprises_total", WEAK, "visit_coverage_promised", ""),
    "W6.5": ("problems_listed", "issues_accepted", EXEMPT, 100, "W6.5.percent"),
    "W6.34": ("issues_refused_explained", "issues_refused", EXEMPT, 100, "W6.34.percent"),
    "W7.3": ("enterprises_in_grids", "enterprises_total", WEAK, 100, "W7.3.percent"),
    "W7.4": ("grids_with_leader", "grids_total", EXEMPT, 100, "W7.4.percent"),
    "W7.11": ("enterprises_with_safety_officer", "enterprises_total", WEAK, 100, ""),
    "W7.21": ("party_few_joined", "party_few", EXEMPT, 100, "W7.21.percent"),
    "W7.22": ("large_with_safety_staff", "enterprises_over_100", EXEMPT, 100, ""),
    "W7.23": ("safety_pledges", "enterprises_total", WEAK, 100, "W7.23.percent"),
    "W8.8b": ("hardship_helped", "hardship_filed", EXEMPT, 100, "W8.8b.percent"),
}

# These words are among those chosen.
CHOSEN = {
    "W5.11a": ("notices", "服务事项"),
    "W5.11b": ("notices", "办理流程"),
    "W5.11c": ("notices", "联系方式"),
    "W5.11d": ("notices", "服务时间"),
}

# One of these is enough, or as many as a profile asks for under `<id>.n`.
ANY = {
    "W5.10": "room_service_hall room_party_activities room_reception room_mediation "
    "room_training room_recreation room_reading room_command",
    "W6.6": "issues_onsite issues_by_phone issues_online issues_consulted",
    "W7.6": "team_liaison team_field team_people team_other",
    "W7.15": "rescue_team fire_station",
    "W8.2.3": "catering lodging commuting shopping",
    "W8.2.6": "housing_help schooling_help",
    "W8.3": "venue_24h mobile_library culture_other",
    "W8.4": "training_hall skills_scheme innovation_contest training_other",
    "W8.5": "officer_visits product_showcase exchange_other",
    "W8.6": "relief_fund charity_market charity_auction welfare_other",
}

# Not longer ago than so many days: the park's own promise, or a profile's number.
RECENT: dict[str, tuple[str, int | str]] = {
    "W4.11b": ("ledger_updated_on", "ledger_update_days_promised"),
    "W6.18": ("policy_list_on", 366),
    "W6.37": ("satisfaction_survey_on", 366),
    "W6.30b": ("last_review_on", "review_days_promised"),
    "W7.7b": ("last_drill", 365),
}

# Asked only of a park that has this; without it the provision does not apply.
ONLY_WITH = {
    "W6.7": "issues_accepted",
    "W6.8": "issues_accepted",
    "W6.10": "issues_accepted",
    "W6.13": "issues_passed_to_alliance",
    "W6.33": "issues_accepted",
    "W6.21": "special_actions",
    "W6.22": "special_actions",
    "W7.13": "hazards_found",
    "W8.7": "relief_fund",
}

# What the figures show is only part of it: a pass still waits for a person.
IN_PART = {"W6.7"}

# What must add up: the first side to the second.
BALANCES = [
    (
        ["issues_accepted"],
        [
            "issues_withdrawn",
            "issues_closed_by_community",
            "issues_open_at_community",
            "issues_closed_by_team",
            "issues_open_at_team",
            "issues_closed_by_alliance",
            "issues_open_at_alliance",
            "issues_closed_elsewhere",
            "issues_open_elsewhere",
        ],
    ),
    (["issues_passed_to_alliance"], ["issues_closed_by_alliance", "issues_open_at_alliance"]),
    (["fund_opening", "fund_income"], ["fund_spent", "fund_closing"]),
]

# What must add up once all of it is filled in; nobody has to.
DESTINATIONS = [
    "issues_passed_to_team",
    "issues_direct_to_alliance",
    "issues_to_industry",
    "issues_to_campus",
    "issues_to_street",
    "issues_to_others",
]
AT_HOME = ["issues_closed_by_community", "issues_open_at_community", "issues_withdrawn"]
FIRST_TO = (["issues_accepted"], [*AT_HOME, *DESTINATIONS])

# Provisions whose figures stand in such a sum, and which of its figures they use.
OPEN_ISSUES = [
    "issues_open_at_community",
    "issues_open_at_team",
    "issues_open_at_alliance",
    "issues_open_elsewhere",
]
CLOSED_ISSUES = [
    "issues_closed_by_community",
    "issues_closed_by_team",
    "issues_closed_by_alliance",
    "issues_closed_elsewhere",
]
RESTS_ON = {
    "W6.5": ["issues_accepted"],
    "W6.8": ["issues_accepted"],
    "W6.11b": ["issues_passed_to_team"],
    "W6.11c": ["issues_passed_to_alliance"],
    "W6.10": ["issues_accepted"],
    "W6.13": ["issues_passed_to_alliance", "issues_open_at_alliance"],
    "W6.14b": [*OPEN_ISSUES, "issues_accepted", "issues_withdrawn"],
    "W6.15b": CLOSED_ISSUES,
    "W8.7": ["fund_opening", "fund_income", "fund_spent", "fund_closing"],
}
