using Skylite.Compression.Pruning;
using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Training;

namespace Skylite.Workbench.Proof;

/// <summary>Runs graphs in Skylite's interpreter on libtorch, for certificates.</summary>
public sealed class InterpreterRunner : IModelRunner
{
    /// <inheritdoc/>
    public string Name => "interpreter";

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Run(Graph graph, IReadOnlyList<Tensor> inputs)
    {
        using var noGrad = TorchRuntime.NoGrad();
        using var scope = new TensorScope();
        using var interpreter = new Interpreter(graph);
        TorchTensor[] feeds = [.. inputs.Select(GraphTensors.ToTorch)];
        var results = interpreter.Run(feeds, interpreter.OutputNames, RunMode.Evaluate);
        return [.. results.Select(r => GraphTensors.FromTorch(r, ElementType.Float))];
    }
}
