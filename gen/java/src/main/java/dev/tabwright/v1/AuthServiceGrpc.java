package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Signs people in. A session begins with Login; it has an access token, which is sent with all other calls as
 * `authorization: Bearer …` and lasts for minutes, and a refresh token, which Refresh exchanges for the next pair.
 * Programs use keys (ApiKeyService). docs/users.md describes users and sessions.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class AuthServiceGrpc {

  private AuthServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.AuthService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetSignInWaysRequest,
      dev.tabwright.v1.SignInWays> getGetSignInWaysMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetSignInWays",
      requestType = dev.tabwright.v1.GetSignInWaysRequest.class,
      responseType = dev.tabwright.v1.SignInWays.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetSignInWaysRequest,
      dev.tabwright.v1.SignInWays> getGetSignInWaysMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetSignInWaysRequest, dev.tabwright.v1.SignInWays> getGetSignInWaysMethod;
    if ((getGetSignInWaysMethod = AuthServiceGrpc.getGetSignInWaysMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getGetSignInWaysMethod = AuthServiceGrpc.getGetSignInWaysMethod) == null) {
          AuthServiceGrpc.getGetSignInWaysMethod = getGetSignInWaysMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetSignInWaysRequest, dev.tabwright.v1.SignInWays>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetSignInWays"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetSignInWaysRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.SignInWays.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("GetSignInWays"))
              .build();
        }
      }
    }
    return getGetSignInWaysMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.LoginRequest,
      dev.tabwright.v1.LoginResponse> getLoginMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "Login",
      requestType = dev.tabwright.v1.LoginRequest.class,
      responseType = dev.tabwright.v1.LoginResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.LoginRequest,
      dev.tabwright.v1.LoginResponse> getLoginMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.LoginRequest, dev.tabwright.v1.LoginResponse> getLoginMethod;
    if ((getLoginMethod = AuthServiceGrpc.getLoginMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getLoginMethod = AuthServiceGrpc.getLoginMethod) == null) {
          AuthServiceGrpc.getLoginMethod = getLoginMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.LoginRequest, dev.tabwright.v1.LoginResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "Login"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.LoginRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.LoginResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("Login"))
              .build();
        }
      }
    }
    return getLoginMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.RefreshRequest,
      dev.tabwright.v1.LoginResponse> getRefreshMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "Refresh",
      requestType = dev.tabwright.v1.RefreshRequest.class,
      responseType = dev.tabwright.v1.LoginResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.RefreshRequest,
      dev.tabwright.v1.LoginResponse> getRefreshMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.RefreshRequest, dev.tabwright.v1.LoginResponse> getRefreshMethod;
    if ((getRefreshMethod = AuthServiceGrpc.getRefreshMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getRefreshMethod = AuthServiceGrpc.getRefreshMethod) == null) {
          AuthServiceGrpc.getRefreshMethod = getRefreshMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.RefreshRequest, dev.tabwright.v1.LoginResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "Refresh"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.RefreshRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.LoginResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("Refresh"))
              .build();
        }
      }
    }
    return getRefreshMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.LogoutRequest,
      com.google.protobuf.Empty> getLogoutMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "Logout",
      requestType = dev.tabwright.v1.LogoutRequest.class,
      responseType = com.google.protobuf.Empty.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.LogoutRequest,
      com.google.protobuf.Empty> getLogoutMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.LogoutRequest, com.google.protobuf.Empty> getLogoutMethod;
    if ((getLogoutMethod = AuthServiceGrpc.getLogoutMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getLogoutMethod = AuthServiceGrpc.getLogoutMethod) == null) {
          AuthServiceGrpc.getLogoutMethod = getLogoutMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.LogoutRequest, com.google.protobuf.Empty>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "Logout"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.LogoutRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.protobuf.Empty.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("Logout"))
              .build();
        }
      }
    }
    return getLogoutMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.StartOidcRequest,
      dev.tabwright.v1.StartOidcResponse> getStartOidcMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "StartOidc",
      requestType = dev.tabwright.v1.StartOidcRequest.class,
      responseType = dev.tabwright.v1.StartOidcResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.StartOidcRequest,
      dev.tabwright.v1.StartOidcResponse> getStartOidcMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.StartOidcRequest, dev.tabwright.v1.StartOidcResponse> getStartOidcMethod;
    if ((getStartOidcMethod = AuthServiceGrpc.getStartOidcMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getStartOidcMethod = AuthServiceGrpc.getStartOidcMethod) == null) {
          AuthServiceGrpc.getStartOidcMethod = getStartOidcMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.StartOidcRequest, dev.tabwright.v1.StartOidcResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "StartOidc"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.StartOidcRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.StartOidcResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("StartOidc"))
              .build();
        }
      }
    }
    return getStartOidcMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetMeRequest,
      dev.tabwright.v1.Me> getGetMeMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetMe",
      requestType = dev.tabwright.v1.GetMeRequest.class,
      responseType = dev.tabwright.v1.Me.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetMeRequest,
      dev.tabwright.v1.Me> getGetMeMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetMeRequest, dev.tabwright.v1.Me> getGetMeMethod;
    if ((getGetMeMethod = AuthServiceGrpc.getGetMeMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getGetMeMethod = AuthServiceGrpc.getGetMeMethod) == null) {
          AuthServiceGrpc.getGetMeMethod = getGetMeMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetMeRequest, dev.tabwright.v1.Me>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetMe"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetMeRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Me.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("GetMe"))
              .build();
        }
      }
    }
    return getGetMeMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListUserSessionsRequest,
      dev.tabwright.v1.ListUserSessionsResponse> getListUserSessionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListUserSessions",
      requestType = dev.tabwright.v1.ListUserSessionsRequest.class,
      responseType = dev.tabwright.v1.ListUserSessionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListUserSessionsRequest,
      dev.tabwright.v1.ListUserSessionsResponse> getListUserSessionsMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListUserSessionsRequest, dev.tabwright.v1.ListUserSessionsResponse> getListUserSessionsMethod;
    if ((getListUserSessionsMethod = AuthServiceGrpc.getListUserSessionsMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getListUserSessionsMethod = AuthServiceGrpc.getListUserSessionsMethod) == null) {
          AuthServiceGrpc.getListUserSessionsMethod = getListUserSessionsMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListUserSessionsRequest, dev.tabwright.v1.ListUserSessionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListUserSessions"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListUserSessionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListUserSessionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("ListUserSessions"))
              .build();
        }
      }
    }
    return getListUserSessionsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.EndUserSessionRequest,
      com.google.protobuf.Empty> getEndUserSessionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "EndUserSession",
      requestType = dev.tabwright.v1.EndUserSessionRequest.class,
      responseType = com.google.protobuf.Empty.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.EndUserSessionRequest,
      com.google.protobuf.Empty> getEndUserSessionMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.EndUserSessionRequest, com.google.protobuf.Empty> getEndUserSessionMethod;
    if ((getEndUserSessionMethod = AuthServiceGrpc.getEndUserSessionMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getEndUserSessionMethod = AuthServiceGrpc.getEndUserSessionMethod) == null) {
          AuthServiceGrpc.getEndUserSessionMethod = getEndUserSessionMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.EndUserSessionRequest, com.google.protobuf.Empty>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "EndUserSession"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.EndUserSessionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.protobuf.Empty.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("EndUserSession"))
              .build();
        }
      }
    }
    return getEndUserSessionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ChangePasswordRequest,
      com.google.protobuf.Empty> getChangePasswordMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ChangePassword",
      requestType = dev.tabwright.v1.ChangePasswordRequest.class,
      responseType = com.google.protobuf.Empty.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ChangePasswordRequest,
      com.google.protobuf.Empty> getChangePasswordMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ChangePasswordRequest, com.google.protobuf.Empty> getChangePasswordMethod;
    if ((getChangePasswordMethod = AuthServiceGrpc.getChangePasswordMethod) == null) {
      synchronized (AuthServiceGrpc.class) {
        if ((getChangePasswordMethod = AuthServiceGrpc.getChangePasswordMethod) == null) {
          AuthServiceGrpc.getChangePasswordMethod = getChangePasswordMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ChangePasswordRequest, com.google.protobuf.Empty>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ChangePassword"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ChangePasswordRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.protobuf.Empty.getDefaultInstance()))
              .setSchemaDescriptor(new AuthServiceMethodDescriptorSupplier("ChangePassword"))
              .build();
        }
      }
    }
    return getChangePasswordMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static AuthServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AuthServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AuthServiceStub>() {
        @java.lang.Override
        public AuthServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AuthServiceStub(channel, callOptions);
        }
      };
    return AuthServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static AuthServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AuthServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AuthServiceBlockingV2Stub>() {
        @java.lang.Override
        public AuthServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AuthServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return AuthServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static AuthServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AuthServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AuthServiceBlockingStub>() {
        @java.lang.Override
        public AuthServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AuthServiceBlockingStub(channel, callOptions);
        }
      };
    return AuthServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static AuthServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AuthServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AuthServiceFutureStub>() {
        @java.lang.Override
        public AuthServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AuthServiceFutureStub(channel, callOptions);
        }
      };
    return AuthServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Signs people in. A session begins with Login; it has an access token, which is sent with all other calls as
   * `authorization: Bearer …` and lasts for minutes, and a refresh token, which Refresh exchanges for the next pair.
   * Programs use keys (ApiKeyService). docs/users.md describes users and sessions.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Says how people can sign in here. For everybody.
     * </pre>
     */
    default void getSignInWays(dev.tabwright.v1.GetSignInWaysRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.SignInWays> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetSignInWaysMethod(), responseObserver);
    }

    /**
     * <pre>
     * Begins a session: by email and password, by the token of a one-time link, or with what the OIDC provider has answered.
     * For everybody. UNAUTHENTICATED: they are wrong, the link has been used or has expired, or the user is disabled, and the
     * answer does not say which; RESOURCE_EXHAUSTED: too many tries, with RetryInfo; FAILED_PRECONDITION: there is no OIDC
     * here.
     * </pre>
     */
    default void login(dev.tabwright.v1.LoginRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.LoginResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getLoginMethod(), responseObserver);
    }

    /**
     * <pre>
     * Exchanges a refresh token for the next access token and the next refresh token. Within 20 s the same refresh token is
     * answered with the same successor, for an answer that was lost. Later, its use ends the session: somebody else has it.
     * For everybody who has one. UNAUTHENTICATED: it is not valid, or no longer; sign in again; RESOURCE_EXHAUSTED: a user
     * refreshes 100 times within RATE_LIMIT_WINDOW_MS at most.
     * </pre>
     */
    default void refresh(dev.tabwright.v1.RefreshRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.LoginResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRefreshMethod(), responseObserver);
    }

    /**
     * <pre>
     * Ends the session of the refresh token, or of the call. A session that has ended already is no error.
     * </pre>
     */
    default void logout(dev.tabwright.v1.LogoutRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getLogoutMethod(), responseObserver);
    }

    /**
     * <pre>
     * Begins a sign-in with the installation's OIDC provider: answers where the person is to be sent. For everybody.
     * FAILED_PRECONDITION: there is none; UNAVAILABLE: it does not answer; INVALID_ARGUMENT: redirect_url is not one of
     * OIDC_REDIRECT_URLS.
     * </pre>
     */
    default void startOidc(dev.tabwright.v1.StartOidcRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.StartOidcResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getStartOidcMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says who makes the call: a user, a key, or the bearer of a JWT.
     * </pre>
     */
    default void getMe(dev.tabwright.v1.GetMeRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Me> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetMeMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the sessions of the user who makes the call that have not ended, the last used first. FAILED_PRECONDITION: it is
     * not a user's call.
     * </pre>
     */
    default void listUserSessions(dev.tabwright.v1.ListUserSessionsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListUserSessionsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListUserSessionsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Ends a session of the user who makes the call: within 5 s no server accepts its tokens. NOT_FOUND: the user has none
     * with this id.
     * </pre>
     */
    default void endUserSession(dev.tabwright.v1.EndUserSessionRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getEndUserSessionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Sets the password of the user who makes the call, and ends all of the user's other sessions. The current one is needed,
     * unless there is none or the session began with a one-time link in the last hour. INVALID_ARGUMENT: the new one is too
     * short, or the current one is wrong; FAILED_PRECONDITION: it is not a user's call.
     * </pre>
     */
    default void changePassword(dev.tabwright.v1.ChangePasswordRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getChangePasswordMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service AuthService.
   * <pre>
   * Signs people in. A session begins with Login; it has an access token, which is sent with all other calls as
   * `authorization: Bearer …` and lasts for minutes, and a refresh token, which Refresh exchanges for the next pair.
   * Programs use keys (ApiKeyService). docs/users.md describes users and sessions.
   * </pre>
   */
  public static abstract class AuthServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return AuthServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service AuthService.
   * <pre>
   * Signs people in. A session begins with Login; it has an access token, which is sent with all other calls as
   * `authorization: Bearer …` and lasts for minutes, and a refresh token, which Refresh exchanges for the next pair.
   * Programs use keys (ApiKeyService). docs/users.md describes users and sessions.
   * </pre>
   */
  public static final class AuthServiceStub
      extends io.grpc.stub.AbstractAsyncStub<AuthServiceStub> {
    private AuthServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AuthServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AuthServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Says how people can sign in here. For everybody.
     * </pre>
     */
    public void getSignInWays(dev.tabwright.v1.GetSignInWaysRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.SignInWays> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetSignInWaysMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Begins a session: by email and password, by the token of a one-time link, or with what the OIDC provider has answered.
     * For everybody. UNAUTHENTICATED: they are wrong, the link has been used or has expired, or the user is disabled, and the
     * answer does not say which; RESOURCE_EXHAUSTED: too many tries, with RetryInfo; FAILED_PRECONDITION: there is no OIDC
     * here.
     * </pre>
     */
    public void login(dev.tabwright.v1.LoginRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.LoginResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getLoginMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Exchanges a refresh token for the next access token and the next refresh token. Within 20 s the same refresh token is
     * answered with the same successor, for an answer that was lost. Later, its use ends the session: somebody else has it.
     * For everybody who has one. UNAUTHENTICATED: it is not valid, or no longer; sign in again; RESOURCE_EXHAUSTED: a user
     * refreshes 100 times within RATE_LIMIT_WINDOW_MS at most.
     * </pre>
     */
    public void refresh(dev.tabwright.v1.RefreshRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.LoginResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRefreshMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Ends the session of the refresh token, or of the call. A session that has ended already is no error.
     * </pre>
     */
    public void logout(dev.tabwright.v1.LogoutRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getLogoutMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Begins a sign-in with the installation's OIDC provider: answers where the person is to be sent. For everybody.
     * FAILED_PRECONDITION: there is none; UNAVAILABLE: it does not answer; INVALID_ARGUMENT: redirect_url is not one of
     * OIDC_REDIRECT_URLS.
     * </pre>
     */
    public void startOidc(dev.tabwright.v1.StartOidcRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.StartOidcResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getStartOidcMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says who makes the call: a user, a key, or the bearer of a JWT.
     * </pre>
     */
    public void getMe(dev.tabwright.v1.GetMeRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Me> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetMeMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the sessions of the user who makes the call that have not ended, the last used first. FAILED_PRECONDITION: it is
     * not a user's call.
     * </pre>
     */
    public void listUserSessions(dev.tabwright.v1.ListUserSessionsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListUserSessionsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListUserSessionsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Ends a session of the user who makes the call: within 5 s no server accepts its tokens. NOT_FOUND: the user has none
     * with this id.
     * </pre>
     */
    public void endUserSession(dev.tabwright.v1.EndUserSessionRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getEndUserSessionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Sets the password of the user who makes the call, and ends all of the user's other sessions. The current one is needed,
     * unless there is none or the session began with a one-time link in the last hour. INVALID_ARGUMENT: the new one is too
     * short, or the current one is wrong; FAILED_PRECONDITION: it is not a user's call.
     * </pre>
     */
    public void changePassword(dev.tabwright.v1.ChangePasswordRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getChangePasswordMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service AuthService.
   * <pre>
   * Signs people in. A session begins with Login; it has an access token, which is sent with all other calls as
   * `authorization: Bearer …` and lasts for minutes, and a refresh token, which Refresh exchanges for the next pair.
   * Programs use keys (ApiKeyService). docs/users.md describes users and sessions.
   * </pre>
   */
  public static final class AuthServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<AuthServiceBlockingV2Stub> {
    private AuthServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AuthServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AuthServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Says how people can sign in here. For everybody.
     * </pre>
     */
    public dev.tabwright.v1.SignInWays getSignInWays(dev.tabwright.v1.GetSignInWaysRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetSignInWaysMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Begins a session: by email and password, by the token of a one-time link, or with what the OIDC provider has answered.
     * For everybody. UNAUTHENTICATED: they are wrong, the link has been used or has expired, or the user is disabled, and the
     * answer does not say which; RESOURCE_EXHAUSTED: too many tries, with RetryInfo; FAILED_PRECONDITION: there is no OIDC
     * here.
     * </pre>
     */
    public dev.tabwright.v1.LoginResponse login(dev.tabwright.v1.LoginRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getLoginMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Exchanges a refresh token for the next access token and the next refresh token. Within 20 s the same refresh token is
     * answered with the same successor, for an answer that was lost. Later, its use ends the session: somebody else has it.
     * For everybody who has one. UNAUTHENTICATED: it is not valid, or no longer; sign in again; RESOURCE_EXHAUSTED: a user
     * refreshes 100 times within RATE_LIMIT_WINDOW_MS at most.
     * </pre>
     */
    public dev.tabwright.v1.LoginResponse refresh(dev.tabwright.v1.RefreshRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRefreshMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends the session of the refresh token, or of the call. A session that has ended already is no error.
     * </pre>
     */
    public com.google.protobuf.Empty logout(dev.tabwright.v1.LogoutRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getLogoutMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Begins a sign-in with the installation's OIDC provider: answers where the person is to be sent. For everybody.
     * FAILED_PRECONDITION: there is none; UNAVAILABLE: it does not answer; INVALID_ARGUMENT: redirect_url is not one of
     * OIDC_REDIRECT_URLS.
     * </pre>
     */
    public dev.tabwright.v1.StartOidcResponse startOidc(dev.tabwright.v1.StartOidcRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getStartOidcMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says who makes the call: a user, a key, or the bearer of a JWT.
     * </pre>
     */
    public dev.tabwright.v1.Me getMe(dev.tabwright.v1.GetMeRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetMeMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the sessions of the user who makes the call that have not ended, the last used first. FAILED_PRECONDITION: it is
     * not a user's call.
     * </pre>
     */
    public dev.tabwright.v1.ListUserSessionsResponse listUserSessions(dev.tabwright.v1.ListUserSessionsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListUserSessionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends a session of the user who makes the call: within 5 s no server accepts its tokens. NOT_FOUND: the user has none
     * with this id.
     * </pre>
     */
    public com.google.protobuf.Empty endUserSession(dev.tabwright.v1.EndUserSessionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getEndUserSessionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Sets the password of the user who makes the call, and ends all of the user's other sessions. The current one is needed,
     * unless there is none or the session began with a one-time link in the last hour. INVALID_ARGUMENT: the new one is too
     * short, or the current one is wrong; FAILED_PRECONDITION: it is not a user's call.
     * </pre>
     */
    public com.google.protobuf.Empty changePassword(dev.tabwright.v1.ChangePasswordRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getChangePasswordMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service AuthService.
   * <pre>
   * Signs people in. A session begins with Login; it has an access token, which is sent with all other calls as
   * `authorization: Bearer …` and lasts for minutes, and a refresh token, which Refresh exchanges for the next pair.
   * Programs use keys (ApiKeyService). docs/users.md describes users and sessions.
   * </pre>
   */
  public static final class AuthServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<AuthServiceBlockingStub> {
    private AuthServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AuthServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AuthServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Says how people can sign in here. For everybody.
     * </pre>
     */
    public dev.tabwright.v1.SignInWays getSignInWays(dev.tabwright.v1.GetSignInWaysRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetSignInWaysMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Begins a session: by email and password, by the token of a one-time link, or with what the OIDC provider has answered.
     * For everybody. UNAUTHENTICATED: they are wrong, the link has been used or has expired, or the user is disabled, and the
     * answer does not say which; RESOURCE_EXHAUSTED: too many tries, with RetryInfo; FAILED_PRECONDITION: there is no OIDC
     * here.
     * </pre>
     */
    public dev.tabwright.v1.LoginResponse login(dev.tabwright.v1.LoginRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getLoginMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Exchanges a refresh token for the next access token and the next refresh token. Within 20 s the same refresh token is
     * answered with the same successor, for an answer that was lost. Later, its use ends the session: somebody else has it.
     * For everybody who has one. UNAUTHENTICATED: it is not valid, or no longer; sign in again; RESOURCE_EXHAUSTED: a user
     * refreshes 100 times within RATE_LIMIT_WINDOW_MS at most.
     * </pre>
     */
    public dev.tabwright.v1.LoginResponse refresh(dev.tabwright.v1.RefreshRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRefreshMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends the session of the refresh token, or of the call. A session that has ended already is no error.
     * </pre>
     */
    public com.google.protobuf.Empty logout(dev.tabwright.v1.LogoutRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getLogoutMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Begins a sign-in with the installation's OIDC provider: answers where the person is to be sent. For everybody.
     * FAILED_PRECONDITION: there is none; UNAVAILABLE: it does not answer; INVALID_ARGUMENT: redirect_url is not one of
     * OIDC_REDIRECT_URLS.
     * </pre>
     */
    public dev.tabwright.v1.StartOidcResponse startOidc(dev.tabwright.v1.StartOidcRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getStartOidcMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says who makes the call: a user, a key, or the bearer of a JWT.
     * </pre>
     */
    public dev.tabwright.v1.Me getMe(dev.tabwright.v1.GetMeRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetMeMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the sessions of the user who makes the call that have not ended, the last used first. FAILED_PRECONDITION: it is
     * not a user's call.
     * </pre>
     */
    public dev.tabwright.v1.ListUserSessionsResponse listUserSessions(dev.tabwright.v1.ListUserSessionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListUserSessionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends a session of the user who makes the call: within 5 s no server accepts its tokens. NOT_FOUND: the user has none
     * with this id.
     * </pre>
     */
    public com.google.protobuf.Empty endUserSession(dev.tabwright.v1.EndUserSessionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getEndUserSessionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Sets the password of the user who makes the call, and ends all of the user's other sessions. The current one is needed,
     * unless there is none or the session began with a one-time link in the last hour. INVALID_ARGUMENT: the new one is too
     * short, or the current one is wrong; FAILED_PRECONDITION: it is not a user's call.
     * </pre>
     */
    public com.google.protobuf.Empty changePassword(dev.tabwright.v1.ChangePasswordRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getChangePasswordMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service AuthService.
   * <pre>
   * Signs people in. A session begins with Login; it has an access token, which is sent with all other calls as
   * `authorization: Bearer …` and lasts for minutes, and a refresh token, which Refresh exchanges for the next pair.
   * Programs use keys (ApiKeyService). docs/users.md describes users and sessions.
   * </pre>
   */
  public static final class AuthServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<AuthServiceFutureStub> {
    private AuthServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AuthServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AuthServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Says how people can sign in here. For everybody.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.SignInWays> getSignInWays(
        dev.tabwright.v1.GetSignInWaysRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetSignInWaysMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Begins a session: by email and password, by the token of a one-time link, or with what the OIDC provider has answered.
     * For everybody. UNAUTHENTICATED: they are wrong, the link has been used or has expired, or the user is disabled, and the
     * answer does not say which; RESOURCE_EXHAUSTED: too many tries, with RetryInfo; FAILED_PRECONDITION: there is no OIDC
     * here.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.LoginResponse> login(
        dev.tabwright.v1.LoginRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getLoginMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Exchanges a refresh token for the next access token and the next refresh token. Within 20 s the same refresh token is
     * answered with the same successor, for an answer that was lost. Later, its use ends the session: somebody else has it.
     * For everybody who has one. UNAUTHENTICATED: it is not valid, or no longer; sign in again; RESOURCE_EXHAUSTED: a user
     * refreshes 100 times within RATE_LIMIT_WINDOW_MS at most.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.LoginResponse> refresh(
        dev.tabwright.v1.RefreshRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRefreshMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Ends the session of the refresh token, or of the call. A session that has ended already is no error.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.protobuf.Empty> logout(
        dev.tabwright.v1.LogoutRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getLogoutMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Begins a sign-in with the installation's OIDC provider: answers where the person is to be sent. For everybody.
     * FAILED_PRECONDITION: there is none; UNAVAILABLE: it does not answer; INVALID_ARGUMENT: redirect_url is not one of
     * OIDC_REDIRECT_URLS.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.StartOidcResponse> startOidc(
        dev.tabwright.v1.StartOidcRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getStartOidcMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says who makes the call: a user, a key, or the bearer of a JWT.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Me> getMe(
        dev.tabwright.v1.GetMeRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetMeMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the sessions of the user who makes the call that have not ended, the last used first. FAILED_PRECONDITION: it is
     * not a user's call.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListUserSessionsResponse> listUserSessions(
        dev.tabwright.v1.ListUserSessionsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListUserSessionsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Ends a session of the user who makes the call: within 5 s no server accepts its tokens. NOT_FOUND: the user has none
     * with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.protobuf.Empty> endUserSession(
        dev.tabwright.v1.EndUserSessionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getEndUserSessionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Sets the password of the user who makes the call, and ends all of the user's other sessions. The current one is needed,
     * unless there is none or the session began with a one-time link in the last hour. INVALID_ARGUMENT: the new one is too
     * short, or the current one is wrong; FAILED_PRECONDITION: it is not a user's call.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.protobuf.Empty> changePassword(
        dev.tabwright.v1.ChangePasswordRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getChangePasswordMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_GET_SIGN_IN_WAYS = 0;
  private static final int METHODID_LOGIN = 1;
  private static final int METHODID_REFRESH = 2;
  private static final int METHODID_LOGOUT = 3;
  private static final int METHODID_START_OIDC = 4;
  private static final int METHODID_GET_ME = 5;
  private static final int METHODID_LIST_USER_SESSIONS = 6;
  private static final int METHODID_END_USER_SESSION = 7;
  private static final int METHODID_CHANGE_PASSWORD = 8;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final AsyncService serviceImpl;
    private final int methodId;

    MethodHandlers(AsyncService serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_GET_SIGN_IN_WAYS:
          serviceImpl.getSignInWays((dev.tabwright.v1.GetSignInWaysRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.SignInWays>) responseObserver);
          break;
        case METHODID_LOGIN:
          serviceImpl.login((dev.tabwright.v1.LoginRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.LoginResponse>) responseObserver);
          break;
        case METHODID_REFRESH:
          serviceImpl.refresh((dev.tabwright.v1.RefreshRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.LoginResponse>) responseObserver);
          break;
        case METHODID_LOGOUT:
          serviceImpl.logout((dev.tabwright.v1.LogoutRequest) request,
              (io.grpc.stub.StreamObserver<com.google.protobuf.Empty>) responseObserver);
          break;
        case METHODID_START_OIDC:
          serviceImpl.startOidc((dev.tabwright.v1.StartOidcRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.StartOidcResponse>) responseObserver);
          break;
        case METHODID_GET_ME:
          serviceImpl.getMe((dev.tabwright.v1.GetMeRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Me>) responseObserver);
          break;
        case METHODID_LIST_USER_SESSIONS:
          serviceImpl.listUserSessions((dev.tabwright.v1.ListUserSessionsRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListUserSessionsResponse>) responseObserver);
          break;
        case METHODID_END_USER_SESSION:
          serviceImpl.endUserSession((dev.tabwright.v1.EndUserSessionRequest) request,
              (io.grpc.stub.StreamObserver<com.google.protobuf.Empty>) responseObserver);
          break;
        case METHODID_CHANGE_PASSWORD:
          serviceImpl.changePassword((dev.tabwright.v1.ChangePasswordRequest) request,
              (io.grpc.stub.StreamObserver<com.google.protobuf.Empty>) responseObserver);
          break;
        default:
          throw new AssertionError();
      }
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public io.grpc.stub.StreamObserver<Req> invoke(
        io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getGetSignInWaysMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetSignInWaysRequest,
              dev.tabwright.v1.SignInWays>(
                service, METHODID_GET_SIGN_IN_WAYS)))
        .addMethod(
          getLoginMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.LoginRequest,
              dev.tabwright.v1.LoginResponse>(
                service, METHODID_LOGIN)))
        .addMethod(
          getRefreshMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.RefreshRequest,
              dev.tabwright.v1.LoginResponse>(
                service, METHODID_REFRESH)))
        .addMethod(
          getLogoutMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.LogoutRequest,
              com.google.protobuf.Empty>(
                service, METHODID_LOGOUT)))
        .addMethod(
          getStartOidcMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.StartOidcRequest,
              dev.tabwright.v1.StartOidcResponse>(
                service, METHODID_START_OIDC)))
        .addMethod(
          getGetMeMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetMeRequest,
              dev.tabwright.v1.Me>(
                service, METHODID_GET_ME)))
        .addMethod(
          getListUserSessionsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListUserSessionsRequest,
              dev.tabwright.v1.ListUserSessionsResponse>(
                service, METHODID_LIST_USER_SESSIONS)))
        .addMethod(
          getEndUserSessionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.EndUserSessionRequest,
              com.google.protobuf.Empty>(
                service, METHODID_END_USER_SESSION)))
        .addMethod(
          getChangePasswordMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ChangePasswordRequest,
              com.google.protobuf.Empty>(
                service, METHODID_CHANGE_PASSWORD)))
        .build();
  }

  private static abstract class AuthServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    AuthServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.AuthServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("AuthService");
    }
  }

  private static final class AuthServiceFileDescriptorSupplier
      extends AuthServiceBaseDescriptorSupplier {
    AuthServiceFileDescriptorSupplier() {}
  }

  private static final class AuthServiceMethodDescriptorSupplier
      extends AuthServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    AuthServiceMethodDescriptorSupplier(java.lang.String methodName) {
      this.methodName = methodName;
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.MethodDescriptor getMethodDescriptor() {
      return getServiceDescriptor().findMethodByName(methodName);
    }
  }

  private static volatile io.grpc.ServiceDescriptor serviceDescriptor;

  public static io.grpc.ServiceDescriptor getServiceDescriptor() {
    io.grpc.ServiceDescriptor result = serviceDescriptor;
    if (result == null) {
      synchronized (AuthServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new AuthServiceFileDescriptorSupplier())
              .addMethod(getGetSignInWaysMethod())
              .addMethod(getLoginMethod())
              .addMethod(getRefreshMethod())
              .addMethod(getLogoutMethod())
              .addMethod(getStartOidcMethod())
              .addMethod(getGetMeMethod())
              .addMethod(getListUserSessionsMethod())
              .addMethod(getEndUserSessionMethod())
              .addMethod(getChangePasswordMethod())
              .build();
        }
      }
    }
    return result;
  }
}
