using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Skylite.Native.Gdal;

/// <summary>Lets GDAL's long operations report and be stopped.</summary>
internal sealed unsafe class GdalProgress : IDisposable
{
    private readonly IProgress<double>? _listener;
    private readonly CancellationToken _cancellation;
    private readonly GCHandle _self;

    public GdalProgress(IProgress<double>? listener, CancellationToken cancellation)
    {
        (_listener, _cancellation) = (listener, cancellation);
        _self = GCHandle.Alloc(this);
    }

    public static nint Function => (nint)(delegate* unmanaged[Cdecl]<double, byte*, void*, int>)&Report;

    public nint State => GCHandle.ToIntPtr(_self);

    public void Dispose() => _self.Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Report(double share, byte* message, void* state)
    {
        var self = (GdalProgress)GCHandle.FromIntPtr((nint)state).Target!;
        if (self._cancellation.IsCancellationRequested)
        {
            return 0;
        }

        self._listener?.Report(share);
        return 1;
    }
}
