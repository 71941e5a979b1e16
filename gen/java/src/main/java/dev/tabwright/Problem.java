package dev.tabwright;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an error of a call says for programs.
 *
 * @param code the kind of error
 * @param message for people
 * @param reason a name of {@link dev.tabwright.v1.ErrorReason} without {@code ERROR_REASON_}; empty where the error is
 *     not Tabwright's own, as when nobody answers at its address
 * @param metadata more about the reason, such as {@code job_id}
 * @param fields those of the request that are wrong, each with its path and what would be right
 * @param retryDelay when it is worth trying again; zero: that does not help, or nobody knows when
 */
public record Problem(
        Status.Code code,
        String message,
        String reason,
        Map<String, String> metadata,
        List<FieldViolation> fields,
        Duration retryDelay) {

    /** Reads the details of an error that a call has thrown, also where it is the cause of another. */
    public static Problem of(Throwable error) {
        Status status = Status.fromThrowable(error);
        ErrorInfo info = ErrorInfo.getDefaultInstance();
        BadRequest request = BadRequest.getDefaultInstance();
        Duration delay = Duration.ZERO;
        com.google.rpc.Status details = StatusProto.fromThrowable(error);
        try {
            for (Any detail : details == null ? List.<Any>of() : details.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    info = detail.unpack(ErrorInfo.class);
                } else if (detail.is(BadRequest.class)) {
                    request = detail.unpack(BadRequest.class);
                } else if (detail.is(RetryInfo.class)) {
                    var given = detail.unpack(RetryInfo.class).getRetryDelay();
                    delay = Duration.ofSeconds(given.getSeconds(), given.getNanos());
                }
            }
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalArgumentException("the error has details that cannot be read", broken);
        }
        String message = status.getDescription() == null ? "" : status.getDescription();
        return new Problem(
                status.getCode(), message, info.getReason(), info.getMetadataMap(), request.getFieldViolationsList(), delay);
    }

    /** Whether trying again may help. */
    boolean passes() {
        return switch (code) {
            case UNAVAILABLE -> true;
            // What a broken connection may look like: then it has no reason.
            case INTERNAL, UNKNOWN -> reason.isEmpty();
            default -> !retryDelay.isZero() || reason.equals("READER_TOO_SLOW");
        };
    }
}
