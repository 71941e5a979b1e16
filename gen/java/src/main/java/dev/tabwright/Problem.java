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
import java.util.Objects;

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

    /**
     * Reads the details of an error that a call has thrown, also where it is the cause of another. Any other error is
     * UNKNOWN, with its own message; null, which the callbacks of futures are given where nothing failed, is OK.
     */
    public static Problem of(Throwable error) {
        if (error == null) {
            return new Problem(Status.Code.OK, "", "", Map.of(), List.of(), Duration.ZERO);
        }
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
        return new Problem(
                status.getCode(), messageOf(error, status), info.getReason(), info.getMetadataMap(), request.getFieldViolationsList(), delay);
    }

    private static String messageOf(Throwable error, Status status) {
        if (status.getDescription() != null) {
            return status.getDescription();
        }
        boolean isOfCall = status.getCause() != error; // gRPC makes a status of any other
        return isOfCall ? "" : Objects.requireNonNullElseGet(error.getMessage(), error::toString);
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
