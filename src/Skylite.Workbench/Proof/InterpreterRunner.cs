using Skylite.Compression.Pruning;
using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Training;

namespace Skylite.Workbench.Proof;

/// <summary>
/// Runs graphs in Skylite's interpreter on libtorch, for certificates. Keeps what it prepared for a
/// graph, which must not change meanwhile, until it is told to forget it or is disposed.
/// </summary>
/// <param name="options">Settings of the interpreter, such as whether opaque nodes are allowed.</param>
public sealed class InterpreterRunner(InterpreterOptions? options = null) : IModelRunner, IDisposable
{
    private readonly Dictionary<Graph, Interpreter> _interpreters = [];

    /// <inheritdoc/>
    public string Name => "interpreter";

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Run(Graph graph, IReadOnlyList<Tensor> inputs)
    {
        using var noGrad = TorchRuntime.NoGrad();
        using var scope = new TensorScope();
        if (!_interpreters.TryGetValue(graph, out var interpreter))
        {
            _interpreters[graph] = interpreter = new Interpreter(graph, options);
        }

        TorchTensor[] feeds = [.. inputs.Select(GraphTensors.ToTorch)];
        var results = interpreter.Run(feeds, interpreter.OutputNames, RunMode.Evaluate);
        return [.. results.Select(r => GraphTensors.FromTorch(r, TypeOf(r)))];
    }

    /// <inheritdoc/>
    public void Forget(Graph graph)
    {
        if (_interpreters.Remove(graph, out var interpreter))
        {
            interpreter.Dispose();
        }
    }

    /// <summary>Frees the interpreters.</summary>
    public void Dispose()
    {
        foreach (var interpreter in _interpreters.Values)
        {
            interpreter.Dispose();
        }

        _interpreters.Clear();
    }

    private static ElementType TypeOf(TorchTensor tensor) => tensor.Type switch
    {
        ScalarType.Float64 => ElementType.Double,
        ScalarType.Int64 => ElementType.Int64,
        ScalarType.Int32 => ElementType.Int32,
        ScalarType.UInt8 => ElementType.UInt8,
        ScalarType.Int8 => ElementType.Int8,
        ScalarType.Bool => ElementType.Bool,
        _ => ElementType.Float,
    };
}
