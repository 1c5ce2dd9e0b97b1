using Skylite.Compression.Pruning;
using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Training;

namespace Skylite.Workbench.Proof;

/// <summary>Runs graphs in Skylite's interpreter on libtorch, for certificates.</summary>
/// <param name="options">Settings of the interpreter, such as whether opaque nodes are allowed.</param>
public sealed class InterpreterRunner(InterpreterOptions? options = null) : IModelRunner
{
    /// <inheritdoc/>
    public string Name => "interpreter";

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Run(Graph graph, IReadOnlyList<Tensor> inputs)
    {
        using var noGrad = TorchRuntime.NoGrad();
        using var scope = new TensorScope();
        using var interpreter = new Interpreter(graph, options);
        TorchTensor[] feeds = [.. inputs.Select(GraphTensors.ToTorch)];
        var results = interpreter.Run(feeds, interpreter.OutputNames, RunMode.Evaluate);
        return [.. results.Select(r => GraphTensors.FromTorch(r, ElementType.Float))];
    }
}
