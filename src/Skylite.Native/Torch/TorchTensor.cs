using System.Text;

namespace Skylite.Native.Torch;

/// <summary>
/// A tensor of libtorch. It belongs to the <see cref="TensorScope"/> it was created in, or else to the caller; the collector frees
/// forgotten ones, late.
/// </summary>
public sealed unsafe partial class TorchTensor : IDisposable
{
    private nint _handle;
    private TensorGuard? _guard;
    private long[]? _shape;

    /// <summary>Takes over one reference.</summary>
    internal TorchTensor(nint handle)
    {
        _handle = handle;
        MoveTo(TensorScope.Current);
    }

    /// <summary>Size along each axis; empty for a scalar. Not to be written to.</summary>
    public long[] Shape => _shape ??= ReadShape();

    /// <summary>Number of axes.</summary>
    public int Rank => Shape.Length;

    /// <summary>Number of elements.</summary>
    public long Count => Info.Count;

    /// <summary>Element type.</summary>
    public ScalarType Type => (ScalarType)Info.ScalarType;

    /// <summary>Where the elements live.</summary>
    public TorchDevice Device
    {
        get
        {
            var info = Info;
            return new TorchDevice(info.DeviceType, info.DeviceIndex);
        }
    }

    /// <summary>Whether the elements lie in memory without gaps, last axis fastest.</summary>
    public bool IsContiguous => Info.Contiguous != 0;

    /// <summary>Whether an N×C×H×W tensor lies in memory without gaps, channels fastest.</summary>
    public bool IsChannelsLast => Info.ChannelsLast != 0;

    /// <summary>Whether <see cref="Dispose"/> has been called or the scope of the tensor has ended.</summary>
    public bool IsDisposed => _handle == 0;

    internal TensorScope? Scope { get; private set; }

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    internal NativeInfo Info
    {
        get
        {
            NativeInfo info;
            Shim.Check(Shim.TensorInfo(Handle, &info), "Reading a tensor's description");
            return info;
        }
    }

    /// <summary>Takes the tensor out of every scope: from now on the caller disposes it.</summary>
    /// <returns>The same tensor.</returns>
    public TorchTensor Own()
    {
        if (Scope is not null)
        {
            MoveTo(null);
        }

        return this;
    }

    /// <summary>Another owner of the very same tensor: same elements, same gradient, same place in the graph.</summary>
    /// <returns>A tensor with a life of its own.</returns>
    public TorchTensor Alias()
    {
        Shim.Check(Shim.TensorRetain(Handle), "Sharing a tensor");
        return new TorchTensor(_handle);
    }

    /// <summary>Frees the tensor; its memory goes when nothing else, such as a recorded graph, needs it.</summary>
    public void Dispose()
    {
        var handle = Interlocked.Exchange(ref _handle, 0);
        if (handle == 0)
        {
            return;
        }

        Scope = null;
        _guard?.Dispose();
        _guard = null;
        Shim.TensorRelease(handle);
    }

    /// <summary>Type, shape, device and whether gradients are recorded, for example <c>float32[8, 3, 64, 64] cpu</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        if (_handle == 0)
        {
            return "disposed tensor";
        }

        var text = new StringBuilder(Type.Name()).Append('[').AppendJoin(", ", Shape).Append("] ").Append(Device);
        return (RequiresGrad ? text.Append(", requires gradient") : text).ToString();
    }

    internal void MoveTo(TensorScope? scope)
    {
        Scope = scope;
        if (scope is not null)
        {
            _guard?.Dispose();
            _guard = null;
            scope.Add(this);
        }
        else
        {
            _guard = new TensorGuard(Handle);
        }
    }

    private long[] ReadShape()
    {
        var info = Info;
        var shape = info.Rank == 0 ? [] : new ReadOnlySpan<long>(info.Sizes, info.Rank).ToArray();
        GC.KeepAlive(this);
        return shape;
    }
}
