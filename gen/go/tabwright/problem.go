package tabwright

import (
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// Problem is what an error of a call says for programs.
type Problem struct {
	Code codes.Code
	// Message is for people.
	Message string
	// Reason is a name of v1.ErrorReason without ERROR_REASON_; empty where the error is not Tabwright's own, as when
	// nobody answers at its address.
	Reason string
	// Metadata are more about the reason, such as job_id.
	Metadata map[string]string
	// Fields are those of the request that are wrong, each with its path and what would be right.
	Fields []*errdetails.BadRequest_FieldViolation
	// RetryDelay is when it is worth trying again. Zero: that does not help, or nobody knows when.
	RetryDelay time.Duration
}

// ProblemOf reads the details of an error that a call has returned, however it is wrapped.
func ProblemOf(err error) Problem {
	from := status.Convert(err)
	problem := Problem{Code: from.Code(), Message: from.Message()}
	for _, detail := range from.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			problem.Reason, problem.Metadata = detail.GetReason(), detail.GetMetadata()
		case *errdetails.BadRequest:
			problem.Fields = detail.GetFieldViolations()
		case *errdetails.RetryInfo:
			problem.RetryDelay = detail.GetRetryDelay().AsDuration()
		}
	}
	return problem
}

// passes says whether trying again may help.
func (p Problem) passes() bool {
	switch p.Code {
	case codes.Unavailable:
		return true
	case codes.Internal, codes.Unknown: // what a broken connection may look like: then it has no reason
		return p.Reason == ""
	default:
		return p.RetryDelay > 0 || p.Reason == "READER_TOO_SLOW"
	}
}
