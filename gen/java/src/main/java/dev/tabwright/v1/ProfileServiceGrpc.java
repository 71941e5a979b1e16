package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * The profiles that a client's jobs fill forms in with: a job names one in `options.profile`, and its fields by
 * `${profile.field}`. A client sees its own only. docs/profiles.md describes them. A change applies to the attempts of
 * jobs that begin after it.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class ProfileServiceGrpc {

  private ProfileServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.ProfileService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListProfilesRequest,
      dev.tabwright.v1.ListProfilesResponse> getListProfilesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListProfiles",
      requestType = dev.tabwright.v1.ListProfilesRequest.class,
      responseType = dev.tabwright.v1.ListProfilesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListProfilesRequest,
      dev.tabwright.v1.ListProfilesResponse> getListProfilesMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListProfilesRequest, dev.tabwright.v1.ListProfilesResponse> getListProfilesMethod;
    if ((getListProfilesMethod = ProfileServiceGrpc.getListProfilesMethod) == null) {
      synchronized (ProfileServiceGrpc.class) {
        if ((getListProfilesMethod = ProfileServiceGrpc.getListProfilesMethod) == null) {
          ProfileServiceGrpc.getListProfilesMethod = getListProfilesMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListProfilesRequest, dev.tabwright.v1.ListProfilesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListProfiles"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListProfilesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListProfilesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProfileServiceMethodDescriptorSupplier("ListProfiles"))
              .build();
        }
      }
    }
    return getListProfilesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetProfileRequest,
      dev.tabwright.v1.Profile> getGetProfileMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetProfile",
      requestType = dev.tabwright.v1.GetProfileRequest.class,
      responseType = dev.tabwright.v1.Profile.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetProfileRequest,
      dev.tabwright.v1.Profile> getGetProfileMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetProfileRequest, dev.tabwright.v1.Profile> getGetProfileMethod;
    if ((getGetProfileMethod = ProfileServiceGrpc.getGetProfileMethod) == null) {
      synchronized (ProfileServiceGrpc.class) {
        if ((getGetProfileMethod = ProfileServiceGrpc.getGetProfileMethod) == null) {
          ProfileServiceGrpc.getGetProfileMethod = getGetProfileMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetProfileRequest, dev.tabwright.v1.Profile>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetProfile"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetProfileRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Profile.getDefaultInstance()))
              .setSchemaDescriptor(new ProfileServiceMethodDescriptorSupplier("GetProfile"))
              .build();
        }
      }
    }
    return getGetProfileMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.PutProfileRequest,
      dev.tabwright.v1.Profile> getPutProfileMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "PutProfile",
      requestType = dev.tabwright.v1.PutProfileRequest.class,
      responseType = dev.tabwright.v1.Profile.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.PutProfileRequest,
      dev.tabwright.v1.Profile> getPutProfileMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.PutProfileRequest, dev.tabwright.v1.Profile> getPutProfileMethod;
    if ((getPutProfileMethod = ProfileServiceGrpc.getPutProfileMethod) == null) {
      synchronized (ProfileServiceGrpc.class) {
        if ((getPutProfileMethod = ProfileServiceGrpc.getPutProfileMethod) == null) {
          ProfileServiceGrpc.getPutProfileMethod = getPutProfileMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.PutProfileRequest, dev.tabwright.v1.Profile>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "PutProfile"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.PutProfileRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Profile.getDefaultInstance()))
              .setSchemaDescriptor(new ProfileServiceMethodDescriptorSupplier("PutProfile"))
              .build();
        }
      }
    }
    return getPutProfileMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateProfileRequest,
      dev.tabwright.v1.Profile> getUpdateProfileMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateProfile",
      requestType = dev.tabwright.v1.UpdateProfileRequest.class,
      responseType = dev.tabwright.v1.Profile.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateProfileRequest,
      dev.tabwright.v1.Profile> getUpdateProfileMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateProfileRequest, dev.tabwright.v1.Profile> getUpdateProfileMethod;
    if ((getUpdateProfileMethod = ProfileServiceGrpc.getUpdateProfileMethod) == null) {
      synchronized (ProfileServiceGrpc.class) {
        if ((getUpdateProfileMethod = ProfileServiceGrpc.getUpdateProfileMethod) == null) {
          ProfileServiceGrpc.getUpdateProfileMethod = getUpdateProfileMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.UpdateProfileRequest, dev.tabwright.v1.Profile>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateProfile"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.UpdateProfileRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Profile.getDefaultInstance()))
              .setSchemaDescriptor(new ProfileServiceMethodDescriptorSupplier("UpdateProfile"))
              .build();
        }
      }
    }
    return getUpdateProfileMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteProfileRequest,
      com.google.protobuf.Empty> getDeleteProfileMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteProfile",
      requestType = dev.tabwright.v1.DeleteProfileRequest.class,
      responseType = com.google.protobuf.Empty.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteProfileRequest,
      com.google.protobuf.Empty> getDeleteProfileMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteProfileRequest, com.google.protobuf.Empty> getDeleteProfileMethod;
    if ((getDeleteProfileMethod = ProfileServiceGrpc.getDeleteProfileMethod) == null) {
      synchronized (ProfileServiceGrpc.class) {
        if ((getDeleteProfileMethod = ProfileServiceGrpc.getDeleteProfileMethod) == null) {
          ProfileServiceGrpc.getDeleteProfileMethod = getDeleteProfileMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.DeleteProfileRequest, com.google.protobuf.Empty>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteProfile"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.DeleteProfileRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.protobuf.Empty.getDefaultInstance()))
              .setSchemaDescriptor(new ProfileServiceMethodDescriptorSupplier("DeleteProfile"))
              .build();
        }
      }
    }
    return getDeleteProfileMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static ProfileServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ProfileServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ProfileServiceStub>() {
        @java.lang.Override
        public ProfileServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ProfileServiceStub(channel, callOptions);
        }
      };
    return ProfileServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static ProfileServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ProfileServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ProfileServiceBlockingV2Stub>() {
        @java.lang.Override
        public ProfileServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ProfileServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return ProfileServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static ProfileServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ProfileServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ProfileServiceBlockingStub>() {
        @java.lang.Override
        public ProfileServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ProfileServiceBlockingStub(channel, callOptions);
        }
      };
    return ProfileServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static ProfileServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ProfileServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ProfileServiceFutureStub>() {
        @java.lang.Override
        public ProfileServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ProfileServiceFutureStub(channel, callOptions);
        }
      };
    return ProfileServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * The profiles that a client's jobs fill forms in with: a job names one in `options.profile`, and its fields by
   * `${profile.field}`. A client sees its own only. docs/profiles.md describes them. A change applies to the attempts of
   * jobs that begin after it.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Lists the client's profiles without their data, by name.
     * </pre>
     */
    default void listProfiles(dev.tabwright.v1.ListProfilesRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListProfilesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListProfilesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets one profile with its data; masked fields are `***`. NOT_FOUND: the client has none with this name;
     * FAILED_PRECONDITION: the installation cannot open it: SECRETS_KEYS lacks the key of this client.
     * </pre>
     */
    default void getProfile(dev.tabwright.v1.GetProfileRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Profile> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetProfileMethod(), responseObserver);
    }

    /**
     * <pre>
     * Makes a profile, or replaces the data of the one with this name; its schema and description stay where they are not
     * given. Answers 201 with Location over REST where it makes one. INVALID_ARGUMENT: the data does not obey the schema,
     * the schema is not valid, or a masked field is `***`, as answers show it; ABORTED: it has not the expected version;
     * FAILED_PRECONDITION: there are 500 already, or the installation cannot seal it: SECRETS_KEYS is not set, or lacks
     * the key of this client.
     * </pre>
     */
    default void putProfile(dev.tabwright.v1.PutProfileRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Profile> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getPutProfileMethod(), responseObserver);
    }

    /**
     * <pre>
     * Changes the fields that are given, and no others (RFC 7396): objects are gone into, null removes a field, and all
     * else, lists too, takes the place of what was there. NOT_FOUND: the client has none with this name; INVALID_ARGUMENT,
     * ABORTED, FAILED_PRECONDITION: as for PutProfile.
     * </pre>
     */
    default void updateProfile(dev.tabwright.v1.UpdateProfileRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Profile> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateProfileMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes a profile. Attempts of jobs that name it fail from now on. NOT_FOUND: the client has none with this name;
     * ABORTED: it has not the expected version.
     * </pre>
     */
    default void deleteProfile(dev.tabwright.v1.DeleteProfileRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteProfileMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service ProfileService.
   * <pre>
   * The profiles that a client's jobs fill forms in with: a job names one in `options.profile`, and its fields by
   * `${profile.field}`. A client sees its own only. docs/profiles.md describes them. A change applies to the attempts of
   * jobs that begin after it.
   * </pre>
   */
  public static abstract class ProfileServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return ProfileServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service ProfileService.
   * <pre>
   * The profiles that a client's jobs fill forms in with: a job names one in `options.profile`, and its fields by
   * `${profile.field}`. A client sees its own only. docs/profiles.md describes them. A change applies to the attempts of
   * jobs that begin after it.
   * </pre>
   */
  public static final class ProfileServiceStub
      extends io.grpc.stub.AbstractAsyncStub<ProfileServiceStub> {
    private ProfileServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ProfileServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ProfileServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's profiles without their data, by name.
     * </pre>
     */
    public void listProfiles(dev.tabwright.v1.ListProfilesRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListProfilesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListProfilesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets one profile with its data; masked fields are `***`. NOT_FOUND: the client has none with this name;
     * FAILED_PRECONDITION: the installation cannot open it: SECRETS_KEYS lacks the key of this client.
     * </pre>
     */
    public void getProfile(dev.tabwright.v1.GetProfileRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Profile> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetProfileMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Makes a profile, or replaces the data of the one with this name; its schema and description stay where they are not
     * given. Answers 201 with Location over REST where it makes one. INVALID_ARGUMENT: the data does not obey the schema,
     * the schema is not valid, or a masked field is `***`, as answers show it; ABORTED: it has not the expected version;
     * FAILED_PRECONDITION: there are 500 already, or the installation cannot seal it: SECRETS_KEYS is not set, or lacks
     * the key of this client.
     * </pre>
     */
    public void putProfile(dev.tabwright.v1.PutProfileRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Profile> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getPutProfileMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Changes the fields that are given, and no others (RFC 7396): objects are gone into, null removes a field, and all
     * else, lists too, takes the place of what was there. NOT_FOUND: the client has none with this name; INVALID_ARGUMENT,
     * ABORTED, FAILED_PRECONDITION: as for PutProfile.
     * </pre>
     */
    public void updateProfile(dev.tabwright.v1.UpdateProfileRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Profile> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateProfileMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes a profile. Attempts of jobs that name it fail from now on. NOT_FOUND: the client has none with this name;
     * ABORTED: it has not the expected version.
     * </pre>
     */
    public void deleteProfile(dev.tabwright.v1.DeleteProfileRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteProfileMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service ProfileService.
   * <pre>
   * The profiles that a client's jobs fill forms in with: a job names one in `options.profile`, and its fields by
   * `${profile.field}`. A client sees its own only. docs/profiles.md describes them. A change applies to the attempts of
   * jobs that begin after it.
   * </pre>
   */
  public static final class ProfileServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<ProfileServiceBlockingV2Stub> {
    private ProfileServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ProfileServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ProfileServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's profiles without their data, by name.
     * </pre>
     */
    public dev.tabwright.v1.ListProfilesResponse listProfiles(dev.tabwright.v1.ListProfilesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListProfilesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one profile with its data; masked fields are `***`. NOT_FOUND: the client has none with this name;
     * FAILED_PRECONDITION: the installation cannot open it: SECRETS_KEYS lacks the key of this client.
     * </pre>
     */
    public dev.tabwright.v1.Profile getProfile(dev.tabwright.v1.GetProfileRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetProfileMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a profile, or replaces the data of the one with this name; its schema and description stay where they are not
     * given. Answers 201 with Location over REST where it makes one. INVALID_ARGUMENT: the data does not obey the schema,
     * the schema is not valid, or a masked field is `***`, as answers show it; ABORTED: it has not the expected version;
     * FAILED_PRECONDITION: there are 500 already, or the installation cannot seal it: SECRETS_KEYS is not set, or lacks
     * the key of this client.
     * </pre>
     */
    public dev.tabwright.v1.Profile putProfile(dev.tabwright.v1.PutProfileRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getPutProfileMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes the fields that are given, and no others (RFC 7396): objects are gone into, null removes a field, and all
     * else, lists too, takes the place of what was there. NOT_FOUND: the client has none with this name; INVALID_ARGUMENT,
     * ABORTED, FAILED_PRECONDITION: as for PutProfile.
     * </pre>
     */
    public dev.tabwright.v1.Profile updateProfile(dev.tabwright.v1.UpdateProfileRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateProfileMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a profile. Attempts of jobs that name it fail from now on. NOT_FOUND: the client has none with this name;
     * ABORTED: it has not the expected version.
     * </pre>
     */
    public com.google.protobuf.Empty deleteProfile(dev.tabwright.v1.DeleteProfileRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteProfileMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service ProfileService.
   * <pre>
   * The profiles that a client's jobs fill forms in with: a job names one in `options.profile`, and its fields by
   * `${profile.field}`. A client sees its own only. docs/profiles.md describes them. A change applies to the attempts of
   * jobs that begin after it.
   * </pre>
   */
  public static final class ProfileServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<ProfileServiceBlockingStub> {
    private ProfileServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ProfileServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ProfileServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's profiles without their data, by name.
     * </pre>
     */
    public dev.tabwright.v1.ListProfilesResponse listProfiles(dev.tabwright.v1.ListProfilesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListProfilesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one profile with its data; masked fields are `***`. NOT_FOUND: the client has none with this name;
     * FAILED_PRECONDITION: the installation cannot open it: SECRETS_KEYS lacks the key of this client.
     * </pre>
     */
    public dev.tabwright.v1.Profile getProfile(dev.tabwright.v1.GetProfileRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetProfileMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a profile, or replaces the data of the one with this name; its schema and description stay where they are not
     * given. Answers 201 with Location over REST where it makes one. INVALID_ARGUMENT: the data does not obey the schema,
     * the schema is not valid, or a masked field is `***`, as answers show it; ABORTED: it has not the expected version;
     * FAILED_PRECONDITION: there are 500 already, or the installation cannot seal it: SECRETS_KEYS is not set, or lacks
     * the key of this client.
     * </pre>
     */
    public dev.tabwright.v1.Profile putProfile(dev.tabwright.v1.PutProfileRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getPutProfileMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes the fields that are given, and no others (RFC 7396): objects are gone into, null removes a field, and all
     * else, lists too, takes the place of what was there. NOT_FOUND: the client has none with this name; INVALID_ARGUMENT,
     * ABORTED, FAILED_PRECONDITION: as for PutProfile.
     * </pre>
     */
    public dev.tabwright.v1.Profile updateProfile(dev.tabwright.v1.UpdateProfileRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateProfileMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a profile. Attempts of jobs that name it fail from now on. NOT_FOUND: the client has none with this name;
     * ABORTED: it has not the expected version.
     * </pre>
     */
    public com.google.protobuf.Empty deleteProfile(dev.tabwright.v1.DeleteProfileRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteProfileMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service ProfileService.
   * <pre>
   * The profiles that a client's jobs fill forms in with: a job names one in `options.profile`, and its fields by
   * `${profile.field}`. A client sees its own only. docs/profiles.md describes them. A change applies to the attempts of
   * jobs that begin after it.
   * </pre>
   */
  public static final class ProfileServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<ProfileServiceFutureStub> {
    private ProfileServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ProfileServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ProfileServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the client's profiles without their data, by name.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListProfilesResponse> listProfiles(
        dev.tabwright.v1.ListProfilesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListProfilesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets one profile with its data; masked fields are `***`. NOT_FOUND: the client has none with this name;
     * FAILED_PRECONDITION: the installation cannot open it: SECRETS_KEYS lacks the key of this client.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Profile> getProfile(
        dev.tabwright.v1.GetProfileRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetProfileMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Makes a profile, or replaces the data of the one with this name; its schema and description stay where they are not
     * given. Answers 201 with Location over REST where it makes one. INVALID_ARGUMENT: the data does not obey the schema,
     * the schema is not valid, or a masked field is `***`, as answers show it; ABORTED: it has not the expected version;
     * FAILED_PRECONDITION: there are 500 already, or the installation cannot seal it: SECRETS_KEYS is not set, or lacks
     * the key of this client.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Profile> putProfile(
        dev.tabwright.v1.PutProfileRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getPutProfileMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Changes the fields that are given, and no others (RFC 7396): objects are gone into, null removes a field, and all
     * else, lists too, takes the place of what was there. NOT_FOUND: the client has none with this name; INVALID_ARGUMENT,
     * ABORTED, FAILED_PRECONDITION: as for PutProfile.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Profile> updateProfile(
        dev.tabwright.v1.UpdateProfileRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateProfileMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes a profile. Attempts of jobs that name it fail from now on. NOT_FOUND: the client has none with this name;
     * ABORTED: it has not the expected version.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.protobuf.Empty> deleteProfile(
        dev.tabwright.v1.DeleteProfileRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteProfileMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_PROFILES = 0;
  private static final int METHODID_GET_PROFILE = 1;
  private static final int METHODID_PUT_PROFILE = 2;
  private static final int METHODID_UPDATE_PROFILE = 3;
  private static final int METHODID_DELETE_PROFILE = 4;

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
        case METHODID_LIST_PROFILES:
          serviceImpl.listProfiles((dev.tabwright.v1.ListProfilesRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListProfilesResponse>) responseObserver);
          break;
        case METHODID_GET_PROFILE:
          serviceImpl.getProfile((dev.tabwright.v1.GetProfileRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Profile>) responseObserver);
          break;
        case METHODID_PUT_PROFILE:
          serviceImpl.putProfile((dev.tabwright.v1.PutProfileRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Profile>) responseObserver);
          break;
        case METHODID_UPDATE_PROFILE:
          serviceImpl.updateProfile((dev.tabwright.v1.UpdateProfileRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Profile>) responseObserver);
          break;
        case METHODID_DELETE_PROFILE:
          serviceImpl.deleteProfile((dev.tabwright.v1.DeleteProfileRequest) request,
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
          getListProfilesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListProfilesRequest,
              dev.tabwright.v1.ListProfilesResponse>(
                service, METHODID_LIST_PROFILES)))
        .addMethod(
          getGetProfileMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetProfileRequest,
              dev.tabwright.v1.Profile>(
                service, METHODID_GET_PROFILE)))
        .addMethod(
          getPutProfileMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.PutProfileRequest,
              dev.tabwright.v1.Profile>(
                service, METHODID_PUT_PROFILE)))
        .addMethod(
          getUpdateProfileMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.UpdateProfileRequest,
              dev.tabwright.v1.Profile>(
                service, METHODID_UPDATE_PROFILE)))
        .addMethod(
          getDeleteProfileMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.DeleteProfileRequest,
              com.google.protobuf.Empty>(
                service, METHODID_DELETE_PROFILE)))
        .build();
  }

  private static abstract class ProfileServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    ProfileServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.ProfileServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("ProfileService");
    }
  }

  private static final class ProfileServiceFileDescriptorSupplier
      extends ProfileServiceBaseDescriptorSupplier {
    ProfileServiceFileDescriptorSupplier() {}
  }

  private static final class ProfileServiceMethodDescriptorSupplier
      extends ProfileServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    ProfileServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (ProfileServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new ProfileServiceFileDescriptorSupplier())
              .addMethod(getListProfilesMethod())
              .addMethod(getGetProfileMethod())
              .addMethod(getPutProfileMethod())
              .addMethod(getUpdateProfileMethod())
              .addMethod(getDeleteProfileMethod())
              .build();
        }
      }
    }
    return result;
  }
}
