using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Native.OnnxRuntime;
using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>
/// Computes one node of any operator by ONNX Runtime, as a model of that node alone. Stored inputs become part of that model, so they are not learnt;
/// a gradient that would have to pass through the node is an error.
/// </summary>
/// <param name="opType">The operator's name.</param>
internal sealed class OpaqueKernel(string opType) : IKernel
{
    /// <inheritdoc/>
    public string OpType => opType;

    /// <summary>What the node reads: its inputs, and what its subgraphs take from the graph around it.</summary>
    public static IReadOnlyList<Value?> InputsOf(Graph graph, Node node) =>
        [.. node.Inputs, .. node.CapturedNames().Where(graph.Values.ContainsKey).Select(name => graph.Values[name]).Except(node.Inputs)];

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var inputs = InputsOf(node.Graph, node.Node);
        var outputs = node.Node.Outputs.OfType<Value>().ToArray();
        var places = node.Node.Outputs.Select((o, i) => o is null ? -1 : i).Where(i => i >= 0).ToArray();
        var title = $"Node '{node.Node.Name}' ({(node.Node.Domain.Length == 0 ? string.Empty : node.Node.Domain + "::")}{opType})";
        InferenceSession? session = null;
        return frame =>
        {
            var feeds = new Dictionary<string, OrtValue>(StringComparer.Ordinal);
            try
            {
                session ??= Load(node, inputs, frame, title);
                foreach (var (index, value) in Fed(inputs))
                {
                    feeds.TryAdd(value.Name, OrtTensors.ToOrt(frame.Input(index), TypeOf(value, frame.Input(index))));
                }

                using var results = session.Run(feeds, Array.ConvertAll(outputs, o => o.Name));
                for (var i = 0; i < places.Length; i++)
                {
                    frame.SetOutput(places[i], Guard(OrtTensors.FromOrt(results[i]), inputs, frame, title));
                }
            }
            catch (OrtException e)
            {
                throw new NotSupportedException($"{title} is not an operator that Skylite knows, and ONNX Runtime cannot run it either: {e.Message}", e);
            }
            finally
            {
                foreach (var feed in feeds.Values)
                {
                    feed.Dispose();
                }
            }
        };
    }

    private static InferenceSession Load(NodeContext node, IReadOnlyList<Value?> inputs, KernelFrame frame, string title)
    {
        var model = new Graph(node.Node.Name) { Opset = node.Opset };
        foreach (var (domain, version) in node.Graph.Domains)
        {
            model.Domains[domain] = version;
        }

        foreach (var value in inputs.OfType<Value>().Distinct())
        {
            if (Stored(value) is { } data)
            {
                model.AddInitializer(value.Name, data);
            }
        }

        foreach (var (index, value) in Fed(inputs).DistinctBy(f => f.Value))
        {
            model.AddInput(value.Name, TypeOf(value, frame.Input(index)), null);
        }

        var copy = model.AddNode(
            node.Node.Domain,
            node.Node.OpType,
            node.Node.Inputs.Select(v => v is null ? null : model.Values[v.Name]),
            node.Node.Outputs.Select(v => v is null ? null : model.AddValue(v.Name)),
            node.Node.Name);
        foreach (var (name, attribute) in node.Attributes)
        {
            copy.Attributes.Set(name, attribute);
        }

        foreach (var output in copy.Outputs.OfType<Value>())
        {
            output.Type = node.Graph.Values[output.Name].Type;
            model.AddOutput(output);
        }

        return new InferenceSession(OnnxWriter.ToBytes(model), name: title);
    }

    private static IEnumerable<(int Index, Value Value)> Fed(IReadOnlyList<Value?> inputs) =>
        inputs.Select((value, index) => (index, value!)).Where(i => i.Item2 is not null && Stored(i.Item2) is null);

    private static Tensor? Stored(Value value) =>
        value.Constant ?? (value.Producer is { OpType: "Constant", Domain: "" } constant ? ConstantContents.Of(constant) : null);

    // The graph's type where it is known: 16-bit floats and large unsigned integers travel as wider types in the interpreter.
    private static ElementType TypeOf(Value value, TorchTensor tensor) => value.Type != ElementType.Undefined ? value.Type : OrtTensors.TypeOf(tensor.Type);

    // Recorded, so that a gradient that arrives here is refused and not silently lost.
    private static TorchTensor Guard(TorchTensor result, IReadOnlyList<Value?> inputs, KernelFrame frame, string title)
    {
        if (!frame.HasGradients || result.Type is not (ScalarType.Float32 or ScalarType.Float64))
        {
            return result;
        }

        var learnt = Fed(inputs).Select(f => frame.Input(f.Index)).Where(t => t.RequiresGrad).ToArray();
        return learnt.Length == 0 ? result : new CustomFunction(title, _ => result, (_, _) => throw Refusal(title)).Apply(learnt);
    }

    private static NotSupportedException Refusal(string title) => new(
        $"{title} is run by ONNX Runtime, which gives no gradients, and something that is learnt lies before it. "
        + "Freeze what comes before the node, or replace the node.");
}
