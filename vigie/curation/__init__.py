"""The week's choice by a person: a checklist, commands in plain words, what they change."""
