"""What one may write in the filter of the caseload: the coordinator's word, and the field it stands for."""

FILTER_FIELDS = {
    "status": "status",
    "kön": "sex",
    "diagnos": "diagnosis",
    "ärende": "case",
    "ålder": "age",
    "dag": "chain_day",
    "grad": "degree_today",
    "läkare": "physician",
    "arbetsgivare": "employer",
    "yrke": "occupation",
    "enhet": "unit",
    "start": "first_day",
    "slut": "last_day",
    "öppnat": "opened_on",
    "längd": "length_days",
    "skyddad": "protected",
    "nästa": "next_date",
    "väntar": "waiting_for",
    "kontakt": "last_contact",
}
