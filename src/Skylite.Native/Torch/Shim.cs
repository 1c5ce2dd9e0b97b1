using System.Runtime.InteropServices;

namespace Skylite.Native.Torch;

/// <summary>The functions of shim.h. Touch it only after <see cref="TorchRuntime.Load"/>.</summary>
internal static unsafe class Shim
{
    public const int InterfaceVersion = 1;

    public static readonly delegate* unmanaged<byte*> LastError = (delegate* unmanaged<byte*>)At("sky_last_error");
    public static readonly delegate* unmanaged<byte*> Version = (delegate* unmanaged<byte*>)At("sky_version");
    public static readonly delegate* unmanaged<byte*, int, int> Configuration = (delegate* unmanaged<byte*, int, int>)At("sky_configuration");
    public static readonly delegate* unmanaged<long> LiveHandles = (delegate* unmanaged<long>)At("sky_live_handles");
    public static readonly delegate* unmanaged<int> Trim = (delegate* unmanaged<int>)At("sky_trim");
    public static readonly delegate* unmanaged<int*, int> ThreadsGet = (delegate* unmanaged<int*, int>)At("sky_threads_get");
    public static readonly delegate* unmanaged<int, int> ThreadsSet = (delegate* unmanaged<int, int>)At("sky_threads_set");
    public static readonly delegate* unmanaged<int, int, int> FlagSet = (delegate* unmanaged<int, int, int>)At("sky_flag_set");
    public static readonly delegate* unmanaged<int*, int> CudaDevices = (delegate* unmanaged<int*, int>)At("sky_cuda_devices");
    public static readonly delegate* unmanaged<ulong, int> Seed = (delegate* unmanaged<ulong, int>)At("sky_seed");
    public static readonly delegate* unmanaged<int, int, nint*, int> RandomStateGet = (delegate* unmanaged<int, int, nint*, int>)At("sky_random_state_get");
    public static readonly delegate* unmanaged<int, int, nint, int> RandomStateSet = (delegate* unmanaged<int, int, nint, int>)At("sky_random_state_set");

    public static readonly delegate* unmanaged<byte*, byte*, nint*, int> OperatorFind = (delegate* unmanaged<byte*, byte*, nint*, int>)At("sky_operator_find");
    public static readonly delegate* unmanaged<nint, byte*, int, int*, int> OperatorSchema =
        (delegate* unmanaged<nint, byte*, int, int*, int>)At("sky_operator_schema");
    public static readonly delegate* unmanaged<nint, NativeValue*, int, NativeValue*, int, int*, int> OperatorCall =
        (delegate* unmanaged<nint, NativeValue*, int, NativeValue*, int, int*, int>)At("sky_operator_call");

    public static readonly delegate* unmanaged<void*, void> Free = (delegate* unmanaged<void*, void>)At("sky_free");

    public static readonly delegate* unmanaged<long*, int, int, int, int, nint*, int> TensorEmpty =
        (delegate* unmanaged<long*, int, int, int, int, nint*, int>)At("sky_tensor_empty");

    public static readonly delegate* unmanaged<void*, long*, int, int, delegate* unmanaged<nint, void>, nint, nint*, int> TensorFromBuffer =
        (delegate* unmanaged<void*, long*, int, int, delegate* unmanaged<nint, void>, nint, nint*, int>)At("sky_tensor_from_buffer");

    public static readonly delegate* unmanaged[SuppressGCTransition]<nint, NativeInfo*, int> TensorInfo =
        (delegate* unmanaged[SuppressGCTransition]<nint, NativeInfo*, int>)At("sky_tensor_info");

    public static readonly delegate* unmanaged[SuppressGCTransition]<nint, int> TensorRetain =
        (delegate* unmanaged[SuppressGCTransition]<nint, int>)At("sky_tensor_retain");

    public static readonly delegate* unmanaged<nint, void> TensorRelease = (delegate* unmanaged<nint, void>)At("sky_tensor_release");
    public static readonly delegate* unmanaged<nint*, int, void> TensorReleaseMany = (delegate* unmanaged<nint*, int, void>)At("sky_tensor_release_many");

    public static readonly delegate* unmanaged<nint, int, int> RequiresGradSet = (delegate* unmanaged<nint, int, int>)At("sky_requires_grad_set");
    public static readonly delegate* unmanaged<nint, nint*, int> GradientGet = (delegate* unmanaged<nint, nint*, int>)At("sky_gradient_get");
    public static readonly delegate* unmanaged<nint, nint, int> GradientSet = (delegate* unmanaged<nint, nint, int>)At("sky_gradient_set");
    public static readonly delegate* unmanaged[SuppressGCTransition]<int> GradModeGet = (delegate* unmanaged[SuppressGCTransition]<int>)At("sky_grad_mode_get");
    public static readonly delegate* unmanaged[SuppressGCTransition]<int, void> GradModeSet =
        (delegate* unmanaged[SuppressGCTransition]<int, void>)At("sky_grad_mode_set");

    public static readonly delegate* unmanaged<nint*, nint*, int, int, int, int> Backward =
        (delegate* unmanaged<nint*, nint*, int, int, int, int>)At("sky_backward");

    public static readonly delegate* unmanaged<nint*, nint*, int, nint*, int, int, int, nint*, int> Gradients =
        (delegate* unmanaged<nint*, nint*, int, nint*, int, int, int, nint*, int>)At("sky_gradients");

    public static readonly delegate* unmanaged<
        nint*, int, nint*, int,
        delegate* unmanaged<nint, nint*, int, nint*, int, byte*, int, int>, delegate* unmanaged<nint, void>, nint, int> FunctionAttach =
        (delegate* unmanaged<
            nint*, int, nint*, int,
            delegate* unmanaged<nint, nint*, int, nint*, int, byte*, int, int>, delegate* unmanaged<nint, void>, nint, int>)At("sky_function_attach");

    public static readonly delegate* unmanaged<int, int, int, int*, int*, int> AutocastEnter =
        (delegate* unmanaged<int, int, int, int*, int*, int>)At("sky_autocast_enter");
    public static readonly delegate* unmanaged<int, int, int, int> AutocastLeave = (delegate* unmanaged<int, int, int, int>)At("sky_autocast_leave");

    /// <summary>Throws what the last failing call on this thread told.</summary>
    public static void Check(int status, string what)
    {
        if (status != 0)
        {
            throw new TorchException($"{what} failed: {ErrorText()}", CustomFunction.TakeFailure());
        }
    }

    public static string ErrorText() => (Marshal.PtrToStringUTF8((nint)LastError()) ?? "").Trim();

    private static nint At(string name) => TorchRuntime.Library.Function(name);
}
