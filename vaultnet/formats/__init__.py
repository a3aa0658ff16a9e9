"""How others write things down: settings, cards, tables, calendars, chats, links."""
