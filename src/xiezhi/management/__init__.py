"""The room `management`."""
