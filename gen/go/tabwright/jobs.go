package tabwright

import (
	"context"
	"crypto/rand"
	"fmt"
	"iter"

	v1 "github.com/tabwright/tabwright/gen/go/tabwright/v1"
	"google.golang.org/protobuf/proto"
)

// Run creates a job, watches it to its end, and returns it; a job that fails is returned like any other. onEvent, which
// may be nil, is called with each of its events. A job without RequestId gets one, so that a call that is made again
// makes no second job.
func (c *Client) Run(ctx context.Context, job *v1.CreateJobRequest, onEvent func(*v1.JobEvent)) (*v1.Job, error) {
	if job.GetRequestId() == "" {
		job = proto.CloneOf(job)
		job.RequestId = rand.Text()
	}
	created, err := answer(ctx, callPatience, func() (*v1.CreateJobResponse, error) { return c.Jobs.CreateJob(ctx, job) })
	if err != nil {
		return nil, fmt.Errorf("create a job: %w", err)
	}
	return c.ended(ctx, created.GetJobId(), onEvent)
}

// RunTask does as Run, with the job that a task makes of its parameters; its result's Task has what comes of it.
func (c *Client) RunTask(ctx context.Context, task *v1.RunTaskRequest, onEvent func(*v1.JobEvent)) (*v1.Job, error) {
	if task.GetRequestId() == "" {
		task = proto.CloneOf(task)
		task.RequestId = rand.Text()
	}
	created, err := answer(ctx, callPatience, func() (*v1.CreateJobResponse, error) { return c.TaskTypes.RunTask(ctx, task) })
	if err != nil {
		return nil, fmt.Errorf("run the task %s: %w", task.GetTaskName(), err)
	}
	return c.ended(ctx, created.GetJobId(), onEvent)
}

// ended is a job, once it has ended.
func (c *Client) ended(ctx context.Context, jobID string, onEvent func(*v1.JobEvent)) (*v1.Job, error) {
	for event, err := range c.Watch(ctx, jobID, 0) {
		if err != nil {
			return nil, err
		}
		if onEvent != nil {
			onEvent(event)
		}
	}
	request := &v1.GetJobRequest{JobId: jobID}
	ended, err := answer(ctx, watchPatience, func() (*v1.Job, error) { return c.Jobs.GetJob(ctx, request) })
	if err != nil {
		return nil, fmt.Errorf("get job %s: %w", jobID, err)
	}
	return ended, nil
}

// Watch yields a job's events after a sequence (0: all), as they happen, to its end: each once, in order, also when the
// connection breaks and servers are replaced meanwhile. An error is yielded last: ctx has ended, or the server refuses,
// or nobody has answered for five minutes.
func (c *Client) Watch(ctx context.Context, jobID string, afterSequence int32) iter.Seq2[*v1.JobEvent, error] {
	return func(yield func(*v1.JobEvent, error) bool) {
		request := &v1.WatchJobRequest{JobId: jobID, AfterSequence: afterSequence}
		for event, err := range resumed(ctx, c.Jobs.WatchJob, request) {
			if err != nil {
				err = fmt.Errorf("watch job %s after event %d: %w", jobID, request.AfterSequence, err)
			} else {
				request.AfterSequence = event.GetSequence()
			}
			if !yield(event, err) {
				return
			}
		}
	}
}

// WatchJobs yields the events of all jobs, or of those that the request's filters leave, for ever: each once, also when
// the connection breaks. Each message has a Cursor, after which another call goes on; without an Event it says where the
// stream starts, or is a sign of life. An error is yielded last, as by Watch.
func (c *Client) WatchJobs(ctx context.Context, request *v1.WatchJobsRequest) iter.Seq2[*v1.WatchJobsResponse, error] {
	return func(yield func(*v1.WatchJobsResponse, error) bool) {
		next := &v1.WatchJobsRequest{}
		proto.Merge(next, request) // which may be nil
		for message, err := range resumed(ctx, c.Jobs.WatchJobs, next) {
			if err != nil {
				err = fmt.Errorf("watch jobs after %q: %w", next.Cursor, err)
			} else {
				next.Cursor = message.GetCursor()
			}
			if !yield(message, err) {
				return
			}
		}
	}
}
