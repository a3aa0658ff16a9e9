"""How mailboxes, calendars and chats tell of past interactions: days, never words."""
