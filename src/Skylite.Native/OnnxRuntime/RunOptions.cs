namespace Skylite.Native.OnnxRuntime;

/// <summary>Lets a cancellation token stop a run; costs nothing for a token that cannot be cancelled.</summary>
internal readonly unsafe ref struct RunOptions : IDisposable
{
    private readonly CancellationTokenRegistration _registration;

    internal RunOptions(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (cancellationToken.CanBeCanceled)
        {
            Handle = OrtApi.Get(OrtFunction.CreateRunOptions);
            _registration = cancellationToken.UnsafeRegister(static handle => Terminate((nint)handle!), Handle);
        }
    }

    internal nint Handle { get; }

    public void Dispose()
    {
        if (Handle != 0)
        {
            // Waits for a running callback, so that the handle is not used after it is freed.
            _registration.Dispose();
            OrtApi.Release(OrtFunction.ReleaseRunOptions, Handle);
        }
    }

    private static void Terminate(nint handle) => OrtApi.Call(OrtFunction.RunOptionsSetTerminate, handle);
}
