package service

import (
	"context"
	"fmt"

	"hecha/document"
	"hecha/document/normalize"
)

// Commit signs the commitment in the candidate's name, as it was declared. Only
// the text that counts now can be signed.
func (s *Service) Commit(ctx context.Context, g document.Grant, id string, match Match, signed document.Commitment) (Application, error) {
	if name, ok := normalize.Name(signed.Name); ok {
		signed.Name = name
	}
	return s.apply(ctx, g, id, change{
		action: ActionHandIn, match: match, typ: document.EventCommitted,
		payload: func(app Application) (any, bool, error) {
			text := s.Rules.Commitment()
			switch {
			case !app.Open():
				return nil, false, fmt.Errorf("application %s is %q: %w", id, app.State, ErrNotPossible)
			case signed.Version != text.Version || signed.Digest != text.Digest():
				return nil, false, invalid("commitment_other_text", "digest")
			case signed.Name == "" || signed.Name != app.Case.Application.Name:
				return nil, false, invalid("commitment_name", "name")
			}
			return signed, signed == app.Commitment, nil
		},
	})
}

// HasCommitted tells whether the commitment that counts now is signed.
func (s *Service) HasCommitted(app Application) bool {
	return app.Commitment.Digest == s.Rules.Commitment().Digest()
}

// invalid is one mistake in one field.
func invalid(code, field string) error {
	return &Invalid{[]document.Reason{{Code: code, Fields: []string{field}}}}
}
