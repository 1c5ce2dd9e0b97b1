namespace Skylite.Native.Torch;

/// <summary>The net below a tensor that no scope owns: releases it when the collector finds it forgotten, and tells the collector its size.</summary>
internal sealed unsafe class TensorGuard : IDisposable
{
    private nint _handle;
    private readonly long _bytes;

    public TensorGuard(nint handle)
    {
        _handle = handle;
        NativeInfo info;
        _bytes = Shim.TensorInfo(handle, &info) == 0 ? info.Count * info.ItemSize : 0;
        if (_bytes > 0)
        {
            GC.AddMemoryPressure(_bytes);
        }
    }

    ~TensorGuard()
    {
        var handle = _handle;
        _handle = 0;
        if (handle != 0)
        {
            Shim.TensorRelease(handle);
            RemovePressure();
        }
    }

    /// <summary>Ends the guard without releasing the tensor.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (Interlocked.Exchange(ref _handle, 0) != 0)
        {
            RemovePressure();
        }
    }

    private void RemovePressure()
    {
        if (_bytes > 0)
        {
            GC.RemoveMemoryPressure(_bytes);
        }
    }
}
