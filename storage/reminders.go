package storage

import (
	"context"
	"errors"
	"fmt"

	"hecha/document"
)

// PutReminder notes that a reminder was sent; ErrExists tells that it was noted
// before.
func (r *Repository) PutReminder(ctx context.Context, sent document.Reminder) error {
	key := ReminderKey(sent)
	if n, ok := ParseKey(key); !ok || n.Sort != SortReminder {
		return fmt.Errorf("store reminder: %.200q is no key", key)
	}
	return r.createJSON(ctx, key, sent)
}

// WasReminded tells whether a reminder was sent.
func (r *Repository) WasReminded(ctx context.Context, of document.Reminder) (bool, error) {
	err := r.proveReminder(ctx, ReminderKey(of))
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// Reminded are the keys of all reminders of a deadline that were sent.
func (r *Repository) Reminded(ctx context.Context, deadline string) (map[string]bool, error) {
	sent := map[string]bool{}
	for info, err := range r.bucket.List(ctx, reminderPrefix+deadline+"/", "") {
		if err != nil {
			return nil, fmt.Errorf("reminders of %s: %w", deadline, err)
		}
		sent[info.Key] = true
	}
	return sent, nil
}

// proveReminder tells by an error that what lies under a key is no reminder of it.
func (r *Repository) proveReminder(ctx context.Context, key string) error {
	var sent document.Reminder
	if err := r.readJSON(ctx, key, &sent); err != nil {
		return err
	}
	if ReminderKey(sent) != key {
		return fmt.Errorf("%s: it is another one: %w", key, ErrCorrupt)
	}
	return nil
}
