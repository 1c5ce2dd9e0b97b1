namespace Skylite.Native.OnnxRuntime;

/// <summary>
/// Tensors bound to the inputs and outputs of a session, for repeated runs without allocation. Bound values must live as long as the binding is run.
/// </summary>
public sealed unsafe class OrtIoBinding : IDisposable
{
    private readonly InferenceSession _session;
    private readonly Dictionary<string, OrtValue> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrtValue?> _outputs = new(StringComparer.Ordinal);
    private nint _handle;

    internal OrtIoBinding(InferenceSession session)
    {
        _session = session;
        _handle = OrtApi.Get(OrtFunction.CreateIoBinding, session.Handle);
    }

    /// <summary>Frees what was not disposed.</summary>
    ~OrtIoBinding() => Free();

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    /// <summary>Binds a tensor to an input; a later call with the same name replaces it.</summary>
    /// <param name="name">The input.</param>
    /// <param name="value">The tensor; its contents are read at each run.</param>
    /// <exception cref="OrtException">The model has no such input.</exception>
    public void BindInput(string name, OrtValue value)
    {
        Bind(OrtFunction.BindInput, _session.InputName(name), value.Handle);
        _inputs[name] = value;
    }

    /// <summary>Binds a tensor to an output; it must have exactly the type and shape that the runs yield.</summary>
    /// <param name="name">The output.</param>
    /// <param name="value">The tensor; it is written to at each run.</param>
    /// <exception cref="OrtException">The model has no such output.</exception>
    public void BindOutput(string name, OrtValue value)
    {
        Bind(OrtFunction.BindOutput, _session.OutputName(name), value.Handle);
        _outputs[name] = value;
    }

    /// <summary>Lets the runtime allocate an output at each run.</summary>
    /// <param name="name">The output.</param>
    /// <exception cref="OrtException">The model has no such output.</exception>
    public void BindOutputToCpu(string name)
    {
        Bind(OrtFunction.BindOutputToDevice, _session.OutputName(name), OrtApi.CpuMemory);
        _outputs[name] = null;
    }

    /// <summary>Forgets all bound inputs and outputs.</summary>
    public void Clear()
    {
        ((delegate* unmanaged[Cdecl]<nint, void>)OrtApi.Function(OrtFunction.ClearBoundInputs))(Handle);
        ((delegate* unmanaged[Cdecl]<nint, void>)OrtApi.Function(OrtFunction.ClearBoundOutputs))(Handle);
        _inputs.Clear();
        _outputs.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    internal string DescribeInputs() => string.Join("; ", _inputs.Select(i => $"{i.Key} {i.Value}"));

    private void Bind(OrtFunction function, nint name, nint value)
    {
        OrtApi.Check(((delegate* unmanaged[Cdecl]<nint, nint, nint, nint>)OrtApi.Function(function))(Handle, name, value));
        GC.KeepAlive(this);
    }

    private void Free()
    {
        var handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
        {
            OrtApi.Release(OrtFunction.ReleaseIoBinding, handle);
        }
    }
}
