"""What an interview writes in words of its own. Plain Swedish."""

FOLLOW_UP_BODY = {
    "doctor": "Återkoppla till läkaren efter kartläggningen",
    "next_contact": "Höras eller ses igen, enligt kartläggningen",
}

STATUS_REASON = "Patienten tackade nej till koordinering i kartläggningen {day}."
CONSENT_NOTE = "Sagt i kartläggningssamtalet."
