package storage

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"hecha/document"
)

// Prefixes of the sorts of objects.
const (
	uploadPrefix      = "uploads/"
	applicationPrefix = "applications/"
	resultPrefix      = "results/"
	tokenPrefix       = "tokens/"
	personPrefix      = "people/"
	bulkPrefix        = "bulk/"
	bulletinPrefix    = "bulletin/"
	reminderPrefix    = "reminders/"
	memoPrefix        = "memo/"
)

// UploadKey is where the bytes with this SHA-256 lie.
func UploadKey(sha256 string) string { return uploadPrefix + sha256 }

// EventKey is where an application's event lies. Sequences have eight digits, so
// that keys sort as numbers do.
func EventKey(application string, sequence int) string {
	return fmt.Sprintf("%s%08d.json", eventsPrefix(application), sequence)
}

func eventsPrefix(application string) string { return applicationPrefix + application + "/events/" }

// ResultKey is where the result of reading an upload under a fingerprint lies.
func ResultKey(sha256, fingerprint string) string {
	return resultsPrefix(sha256) + fingerprint + ".json"
}

func resultsPrefix(sha256 string) string { return resultPrefix + sha256 + "/" }

// MemoKey is where a stage's output for an input lies.
func MemoKey(stage, key string) string { return memoPrefix + stage + "/" + key }

// TokenKey is where the grant of a token lies, by the SHA-256 of its secret.
func TokenKey(digest string) string { return tokenPrefix + digest + "/" + tokenGranted }

// RevocationKey is where it is written down that a token no longer counts.
func RevocationKey(digest string) string { return tokenPrefix + digest + "/" + tokenRevoked }

// PersonKey is where a version of an account lies.
func PersonKey(account string, sequence int) string {
	return fmt.Sprintf("%s%s/%08d.json", personPrefix, account, sequence)
}

// BulkPart is one of the records of an act on many.
type BulkPart string

// The records. What the others are about is listed last, so that a copy that is made
// in the order of the keys is never without it.
const (
	BulkCancelled BulkPart = "cancelled"
	BulkEnded     BulkPart = "ended"
	BulkStarted   BulkPart = "started"
)

// BulkKey is where a record of an act on many lies: by record first, so that those
// that have not ended are found by names alone.
func BulkKey(part BulkPart, account string, number int) string {
	return fmt.Sprintf("%s%s/%s/%08d.json", bulkPrefix, part, account, number)
}

// BulletinKey is where a version of the bulletin lies.
func BulletinKey(sequence int) string { return fmt.Sprintf("%s%08d.json", bulletinPrefix, sequence) }

// ReminderKey is where it is noted that a reminder was sent: by deadline first, so that
// those of one are found by names alone.
func ReminderKey(r document.Reminder) string {
	stage := "due"
	if r.Overdue {
		stage = "overdue"
	}
	return fmt.Sprintf("%s%s/%s/%s/%s.json", reminderPrefix, r.Deadline, stage, r.Role, r.Of())
}

const (
	tokenGranted = "granted.json"
	tokenRevoked = "revoked.json"
)

// Sort is what an object is.
type Sort string

// The sorts of objects.
const (
	SortUpload Sort = "upload"
	SortEvent  Sort = "event"
	SortResult Sort = "result"
	SortToken  Sort = "token" // a grant, or its revocation
	SortPerson Sort = "person"
	SortBulk   Sort = "bulk" // an act on many, its cancellation or its end
	SortMemo   Sort = "memo"
	// SortBulletin is a version of the bulletin.
	SortBulletin Sort = "bulletin"
	// SortReminder notes that a reminder was sent.
	SortReminder Sort = "reminder"
)

// Name is a key taken apart.
type Name struct {
	Sort        Sort
	SHA256      string // of the upload; for SortUpload and SortResult
	Fingerprint string // for SortResult
	Application string // for SortEvent
	Sequence    int    // for SortEvent, SortPerson and SortBulletin
	Token       string // digest of its secret; for SortToken
	Revoked     bool   // for SortToken: the revocation
	Account     string // for SortPerson and SortBulk
	Number      int    // for SortBulk
	Bulk        BulkPart
	Reminder    string // the key, for SortReminder
	Stage, Memo string // for SortMemo
}

var (
	eventKey    = regexp.MustCompile(`^applications/([^/]+)/events/([0-9]{8})\.json$`)
	personKey   = regexp.MustCompile(`^people/([^/]+)/([0-9]{8})\.json$`)
	bulkKey     = regexp.MustCompile(`^bulk/(cancelled|ended|started)/([^/]+)/([0-9]{8})\.json$`)
	bulletinKey = regexp.MustCompile(`^bulletin/([0-9]{8})\.json$`)
	reminderKey = regexp.MustCompile(`^reminders/[0-9]{4}-[0-9]{2}-[0-9]{2}/(?:due|overdue)/[a-z]+/([^/]+)\.json$`)
	memoKey     = regexp.MustCompile(`^memo/([a-z_]+)/([0-9a-f]{64})$`)
)

// ParseKey takes a key apart; ok is false for one that Hecha does not write.
func ParseKey(key string) (n Name, ok bool) {
	if sum, found := strings.CutPrefix(key, uploadPrefix); found {
		return Name{Sort: SortUpload, SHA256: sum}, document.IsSHA256(sum)
	}
	if rest, found := strings.CutPrefix(key, resultPrefix); found {
		sum, file, _ := strings.Cut(rest, "/")
		fingerprint, isJSON := strings.CutSuffix(file, ".json")
		return Name{Sort: SortResult, SHA256: sum, Fingerprint: fingerprint},
			isJSON && document.IsSHA256(sum) && document.IsSHA256(fingerprint)
	}
	if m := eventKey.FindStringSubmatch(key); m != nil {
		sequence, err := strconv.Atoi(m[2])
		return Name{Sort: SortEvent, Application: m[1], Sequence: sequence},
			err == nil && sequence > 0 && document.ValidApplicationID(m[1])
	}
	if rest, found := strings.CutPrefix(key, tokenPrefix); found {
		digest, file, _ := strings.Cut(rest, "/")
		return Name{Sort: SortToken, Token: digest, Revoked: file == tokenRevoked},
			document.IsSHA256(digest) && (file == tokenGranted || file == tokenRevoked)
	}
	if m := personKey.FindStringSubmatch(key); m != nil {
		sequence, err := strconv.Atoi(m[2])
		return Name{Sort: SortPerson, Account: m[1], Sequence: sequence},
			err == nil && sequence > 0 && document.ValidApplicationID(m[1])
	}
	if m := bulkKey.FindStringSubmatch(key); m != nil {
		number, err := strconv.Atoi(m[3])
		return Name{Sort: SortBulk, Bulk: BulkPart(m[1]), Account: m[2], Number: number},
			err == nil && number > 0 && document.ValidApplicationID(m[2])
	}
	if m := reminderKey.FindStringSubmatch(key); m != nil {
		return Name{Sort: SortReminder, Reminder: key}, document.ValidApplicationID(m[1])
	}
	if m := bulletinKey.FindStringSubmatch(key); m != nil {
		sequence, err := strconv.Atoi(m[1])
		return Name{Sort: SortBulletin, Sequence: sequence}, err == nil && sequence > 0
	}
	if m := memoKey.FindStringSubmatch(key); m != nil {
		return Name{Sort: SortMemo, Stage: m[1], Memo: m[2]}, true
	}
	return Name{}, false
}
