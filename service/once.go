package service

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"hecha/document"
)

// keyDigest stands for a request of an account; "" for one without a key. What a
// client wrote is not kept. The digest is in the event of the upload and nowhere
// else, so that it is as safe as that, and means the same to every process, for
// ever.
func keyDigest(account, key string) string {
	if key == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(account + "\x00" + key))
	return hex.EncodeToString(sum[:])
}

// broughtBy is the upload that the request with a key brought in, withdrawn or
// not.
func (a Application) broughtBy(key string) (document.Upload, bool) {
	for _, e := range a.events {
		var b document.Receipt
		if key != "" && e.Type == document.EventUpload && json.Unmarshal(e.Payload, &b) == nil && b.Key == key {
			return b.Upload, true
		}
	}
	return document.Upload{}, false
}

// again reads the body of a request that was answered before, and tells by an error
// whether it is another one.
func (s *Service) again(g document.Grant, app Application, before document.Upload, body io.Reader) error {
	if err := MayOn(g, ActionHandIn, app); err != nil {
		return err
	}
	digest := sha256.New()
	if _, err := io.Copy(digest, io.LimitReader(body, before.Size+1)); err != nil {
		return fmt.Errorf("receive upload: %w", err)
	}
	return sameBytes(before, hex.EncodeToString(digest.Sum(nil)))
}

// sameBytes tells by ErrKeyReused that what came is not what came before.
func sameBytes(before document.Upload, sha256 string) error {
	if before.SHA256 != sha256 {
		return fmt.Errorf("upload %s: %w", sha256, ErrKeyReused)
	}
	return nil
}
