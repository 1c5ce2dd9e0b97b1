using System.Runtime.InteropServices;

namespace Skylite.Native.OnnxRuntime;

/// <summary>A model loaded into ONNX Runtime. Runs may come from several threads at once.</summary>
public sealed unsafe class InferenceSession : IDisposable
{
    private readonly Dictionary<string, nint> _inputNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, nint> _outputNames = new(StringComparer.Ordinal);
    private readonly string[] _allOutputs;
    private nint _handle;

    /// <summary>Loads a model from a file; external data is looked for beside it.</summary>
    /// <param name="modelPath">The ONNX file.</param>
    /// <param name="options">Threads, optimisation, profiling; null takes the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="OrtException">The file is not a model that the runtime can run.</exception>
    public InferenceSession(string modelPath, SessionOptions? options = null)
    {
        if (!File.Exists(modelPath))
        {
            throw new FileNotFoundException($"There is no model file '{modelPath}'. Check the path.", modelPath);
        }

        Source = modelPath;
        (Inputs, Outputs, Metadata, _allOutputs) = Load(options, [], modelPath);
    }

    /// <summary>Loads a model from memory; the bytes are copied.</summary>
    /// <param name="model">A whole ONNX model without external data.</param>
    /// <param name="options">Threads, optimisation, profiling; null takes the defaults.</param>
    /// <param name="name">What errors call the model.</param>
    /// <exception cref="OrtException">The bytes are not a model that the runtime can run.</exception>
    public InferenceSession(ReadOnlySpan<byte> model, SessionOptions? options = null, string name = "model in memory")
    {
        Source = name;
        (Inputs, Outputs, Metadata, _allOutputs) = Load(options, model, null);
    }

    /// <summary>Frees what was not disposed.</summary>
    ~InferenceSession() => Free();

    /// <summary>The model file, or the name given to a model in memory.</summary>
    public string Source { get; }

    /// <summary>The inputs in the model's order.</summary>
    public IReadOnlyList<NodeMetadata> Inputs { get; }

    /// <summary>The outputs in the model's order.</summary>
    public IReadOnlyList<NodeMetadata> Outputs { get; }

    /// <summary>What the file says of itself.</summary>
    public ModelMetadata Metadata { get; }

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    /// <summary>Runs the model once.</summary>
    /// <param name="inputs">A value for each input of the model.</param>
    /// <param name="outputNames">The outputs to fetch; null fetches all.</param>
    /// <param name="cancellationToken">Stops the run between two nodes.</param>
    /// <returns>The outputs in the order asked for; dispose them.</returns>
    /// <exception cref="OrtException">A name, type or shape does not fit, or a kernel failed; the message names model and inputs.</exception>
    public OrtOutputs Run(
        IReadOnlyDictionary<string, OrtValue> inputs, IReadOnlyList<string>? outputNames = null, CancellationToken cancellationToken = default)
    {
        outputNames ??= _allOutputs;
        var results = new nint[outputNames.Count];
        Run([.. inputs.Keys], [.. inputs.Values], outputNames, results, cancellationToken);
        return new OrtOutputs(outputNames, Array.ConvertAll(results, OrtValue.Adopt));
    }

    /// <summary>Runs the model once on numbers in managed memory, which is read where it lies.</summary>
    /// <param name="inputNames">The inputs given.</param>
    /// <param name="inputs">A memory for each.</param>
    /// <param name="shape">The extents of every one of them.</param>
    /// <param name="outputNames">The outputs to fetch.</param>
    /// <param name="cancellationToken">Stops the run between two nodes.</param>
    /// <returns>The outputs in the order asked for; dispose them.</returns>
    /// <exception cref="OrtException">A name, type or shape does not fit, or a kernel failed; the message names model and inputs.</exception>
    public OrtOutputs Run(
        IReadOnlyList<string> inputNames,
        IReadOnlyList<Memory<float>> inputs,
        ReadOnlySpan<long> shape,
        IReadOnlyList<string> outputNames,
        CancellationToken cancellationToken = default)
    {
        var values = new List<OrtValue>(inputs.Count);
        try
        {
            foreach (var input in inputs)
            {
                values.Add(OrtValue.CreateTensorValueFromMemory(input, shape));
            }

            var results = new nint[outputNames.Count];
            Run(inputNames, values, outputNames, results, cancellationToken);
            return new OrtOutputs(outputNames, Array.ConvertAll(results, OrtValue.Adopt));
        }
        finally
        {
            values.ForEach(v => v.Dispose());
        }
    }

    /// <summary>Runs the model once into tensors that are there already.</summary>
    /// <param name="inputNames">The inputs given.</param>
    /// <param name="inputs">As many values.</param>
    /// <param name="outputNames">The outputs to fetch.</param>
    /// <param name="outputs">As many tensors of exactly the type and shape that the run yields; they are written to.</param>
    /// <param name="cancellationToken">Stops the run between two nodes.</param>
    /// <exception cref="OrtException">A name, type or shape does not fit, or a kernel failed; the message names model and inputs.</exception>
    public void Run(
        IReadOnlyList<string> inputNames,
        IReadOnlyList<OrtValue> inputs,
        IReadOnlyList<string> outputNames,
        IReadOnlyList<OrtValue> outputs,
        CancellationToken cancellationToken = default)
    {
        if (outputNames.Count != outputs.Count)
        {
            throw new ArgumentException($"{outputNames.Count} output names were given with {outputs.Count} values.", nameof(outputs));
        }

        Span<nint> results = stackalloc nint[outputs.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = outputs[i].Handle;
        }

        Run(inputNames, inputs, outputNames, results, cancellationToken);
        GC.KeepAlive(outputs);
    }

    /// <summary>Runs the model once on the bound tensors; nothing is allocated on the managed side.</summary>
    /// <param name="binding">Made by <see cref="CreateIoBinding"/> of this session.</param>
    /// <param name="cancellationToken">Stops the run between two nodes.</param>
    /// <exception cref="OrtException">An input is not bound, a shape does not fit, or a kernel failed.</exception>
    public void Run(OrtIoBinding binding, CancellationToken cancellationToken = default)
    {
        using var runOptions = new RunOptions(cancellationToken);
        var status =
            ((delegate* unmanaged[Cdecl]<nint, nint, nint, nint>)OrtApi.Function(OrtFunction.RunWithBinding))(Handle, runOptions.Handle, binding.Handle);
        if (status != 0)
        {
            throw Failure(status, binding.DescribeInputs(), cancellationToken);
        }

        GC.KeepAlive(this);
        GC.KeepAlive(binding);
    }

    /// <summary>Makes a set of bound tensors for repeated runs.</summary>
    /// <returns>An empty binding; dispose it.</returns>
    public OrtIoBinding CreateIoBinding() => new(this);

    /// <summary>Ends profiling, if the options asked for it.</summary>
    /// <returns>The path of the profile (JSON).</returns>
    public string EndProfiling()
    {
        nint path;
        OrtApi.Check(
            ((delegate* unmanaged[Cdecl]<nint, nint, nint*, nint>)OrtApi.Function(OrtFunction.SessionEndProfiling))(Handle, OrtApi.DefaultAllocator, &path));
        GC.KeepAlive(this);
        return OrtApi.TakeText(path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    internal nint InputName(string name) => NameOf(_inputNames, name, "input");

    internal nint OutputName(string name) => NameOf(_outputNames, name, "output");

    private (NodeMetadata[] Inputs, NodeMetadata[] Outputs, ModelMetadata Metadata, string[] Names) Load(
        SessionOptions? options, ReadOnlySpan<byte> model, string? path)
    {
        try
        {
            using var native = new NativeSessionOptions(options ?? new SessionOptions());
            nint session;
            nint status;
            fixed (byte* bytes = model, file = path is null ? null : OrtApi.NativePath(path))
            {
                status = path is null
                    ? ((delegate* unmanaged[Cdecl]<nint, byte*, nint, nint, nint*, nint>)OrtApi.Function(OrtFunction.CreateSessionFromArray))(
                        OrtEnvironment.Handle, bytes, model.Length, native.Handle, &session)
                    : ((delegate* unmanaged[Cdecl]<nint, byte*, nint, nint*, nint>)OrtApi.Function(OrtFunction.CreateSession))(
                        OrtEnvironment.Handle, file, native.Handle, &session);
            }

            if (status != 0)
            {
                throw OrtApi.ToException(status, $"'{Source}' is not a model that ONNX Runtime {OrtApi.Version} can load.");
            }

            _handle = session;
            var inputs = SessionDescription.ReadInputs(session);
            var outputs = SessionDescription.ReadOutputs(session);
            Keep(inputs, _inputNames);
            Keep(outputs, _outputNames);
            return (inputs, outputs, SessionDescription.ReadMetadata(session), Array.ConvertAll(outputs, o => o.Name));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private static void Keep(NodeMetadata[] nodes, Dictionary<string, nint> names)
    {
        foreach (var node in nodes)
        {
            names[node.Name] = Marshal.StringToCoTaskMemUTF8(node.Name);
        }
    }

    private void Run(
        IReadOnlyList<string> inputNames, IReadOnlyList<OrtValue> inputs, IReadOnlyList<string> outputNames, Span<nint> results,
        CancellationToken cancellationToken)
    {
        if (inputNames.Count != inputs.Count)
        {
            throw new ArgumentException($"{inputNames.Count} input names were given with {inputs.Count} values.", nameof(inputs));
        }

        Span<nint> names = stackalloc nint[inputs.Count + outputNames.Count];
        Span<nint> values = stackalloc nint[inputs.Count];
        for (var i = 0; i < inputs.Count; i++)
        {
            names[i] = InputName(inputNames[i]);
            values[i] = inputs[i].Handle;
        }

        for (var i = 0; i < outputNames.Count; i++)
        {
            names[inputs.Count + i] = OutputName(outputNames[i]);
        }

        using var runOptions = new RunOptions(cancellationToken);
        nint status;
        fixed (nint* n = names, v = values, r = results)
        {
            status = ((delegate* unmanaged[Cdecl]<nint, nint, nint*, nint*, nint, nint*, nint, nint*, nint>)OrtApi.Function(OrtFunction.Run))(
                Handle, runOptions.Handle, n, v, inputs.Count, n + inputs.Count, outputNames.Count, r);
        }

        if (status != 0)
        {
            var given = inputNames.Select((name, i) => $"{name} {inputs[i]}");
            throw Failure(status, string.Join("; ", given), cancellationToken);
        }

        GC.KeepAlive(this);
        GC.KeepAlive(inputs);
    }

    private Exception Failure(nint status, string given, CancellationToken cancellationToken)
    {
        var error = OrtApi.ToException(
            status,
            $"Model '{Source}' was given {(given.Length == 0 ? "no input" : given)} and expects {string.Join("; ", Inputs)}.");
        return cancellationToken.IsCancellationRequested
            ? new OperationCanceledException($"The run of '{Source}' was stopped.", error, cancellationToken)
            : error;
    }

    private nint NameOf(Dictionary<string, nint> names, string name, string kind) =>
        names.TryGetValue(name, out var pointer)
            ? pointer
            : throw new OrtException(OrtErrorCode.InvalidArgument, $"Model '{Source}' has no {kind} '{name}'; it has {string.Join(", ", names.Keys)}.");

    private void Free()
    {
        var handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
        {
            OrtApi.Release(OrtFunction.ReleaseSession, handle);
        }

        foreach (var name in _inputNames.Values.Concat(_outputNames.Values))
        {
            Marshal.FreeCoTaskMem(name);
        }

        _inputNames.Clear();
        _outputNames.Clear();
    }
}
