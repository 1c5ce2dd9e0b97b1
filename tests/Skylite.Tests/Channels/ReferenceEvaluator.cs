using Skylite.Graphs;

namespace Skylite.Tests.Channels;

/// <summary>A slow evaluator in double precision, written from the operators' definitions: the oracle of tests that may not load an engine.</summary>
internal static class ReferenceEvaluator
{
    /// <summary>Runs a graph and returns its outputs; also notes the shape of every value it computes.</summary>
    public static Array64[] Run(Graph graph, params Array64[] inputs)
    {
        var values = new Dictionary<Value, Array64>();
        foreach (var initializer in graph.Initializers)
        {
            values[initializer] = Read(initializer.Constant!);
        }

        for (var i = 0; i < inputs.Length; i++)
        {
            values[graph.Inputs[i]] = inputs[i];
        }

        foreach (var node in graph.Nodes)
        {
            var arguments = node.Inputs.Select(v => v is null ? null : values[v]).ToArray();
            var results = node.OpType == "Constant" ? [Read(node.Attributes.Tensor("value")!)] : Evaluate(node, arguments);
            for (var i = 0; i < node.Outputs.Count; i++)
            {
                var value = node.Output(i);
                values[value] = results[i];
                var shape = Shape.Of([.. results[i].Dims.Select(d => (long)d)]);
                Assert.True(value.Shape is null || value.Shape.Equals(shape), $"'{value.Name}' is {shape}, but the graph says {value.Shape}");
                (value.Shape, value.Type) = (shape, TypeOf(node));
            }
        }

        return [.. graph.Outputs.Select(o => values[o])];
    }

    private static ElementType TypeOf(Node node) =>
        node.OpType == "QuantizeLinear" ? ElementType.UInt8 : node.OpType == "Constant" ? node.Attributes.Tensor("value")!.Type : ElementType.Float;

    private static Array64 Read(Tensor tensor) =>
        new(
            [.. tensor.Dimensions.ToArray().Select(d => (int)d)],
            tensor.Type.IsFloating() ? [.. tensor.ToSingle().Select(v => (double)v)] : [.. tensor.ToInt64().Select(v => (double)v)]);

    private static Array64[] Evaluate(Node node, Array64?[] inputs)
    {
        var x = inputs[0]!;
        var y = inputs.ElementAtOrDefault(1)!;
        Func<double, double>? unary = node.OpType switch
        {
            "Relu" => v => Math.Max(v, 0),
            "Sigmoid" => v => 1 / (1 + Math.Exp(-v)),
            "Softplus" => v => Math.Log(1 + Math.Exp(v)),
            "Tanh" => Math.Tanh,
            "Identity" or "Dropout" => v => v,
            "Cast" => v => v,
            "Abs" => Math.Abs,
            "Sqrt" => Math.Sqrt,
            "Exp" => Math.Exp,
            "Neg" => v => -v,
            "Reciprocal" => v => 1 / v,
            "LeakyRelu" => v => v < 0 ? 0.1 * v : v,
            "Clip" => v => Math.Clamp(v, inputs[1]!.Data[0], inputs[2]!.Data[0]),
            "HardSwish" => v => v * Math.Clamp((v / 6) + 0.5, 0, 1),
            _ => null,
        };
        Func<double, double, double>? binary = node.OpType switch
        {
            "Add" => (a, b) => a + b,
            "Sub" => (a, b) => a - b,
            "Mul" => (a, b) => a * b,
            "Div" => (a, b) => a / b,
            "Pow" => Math.Pow,
            "Max" => Math.Max,
            "Min" => Math.Min,
            "PRelu" => (a, b) => a < 0 ? a * b : a,
            _ => null,
        };
        if (unary is not null)
        {
            return [new Array64(x.Dims, [.. x.Data.Select(unary)])];
        }

        if (binary is not null)
        {
            return [Array64.Build(Array64.BroadcastDims(x, y), at => binary(x.Broadcast(at), y.Broadcast(at)))];
        }

        if (node.OpType is "QuantizeLinear" or "DequantizeLinear")
        {
            return [Quantization(node, inputs)];
        }

        return ReferenceLayout.Evaluate(node, inputs) ?? [ReferenceArithmetic.Evaluate(node, inputs)];
    }

    // Per tensor, or per slice of an axis; integers are doubles here.
    private static Array64 Quantization(Node node, Array64?[] inputs)
    {
        var x = inputs[0]!;
        var axis = (int)node.Attributes.Int("axis", 1);
        double Setting(Array64? setting, int[] at) => setting is null ? 0 : setting.Data[setting.Data.Length == 1 ? 0 : at[axis < 0 ? axis + at.Length : axis]];
        return Array64.Build(x.Dims, at =>
        {
            var (scale, zero) = (Setting(inputs[1], at), Setting(inputs.ElementAtOrDefault(2), at));
            return node.OpType == "DequantizeLinear" ? (x.At(at) - zero) * scale : Math.Clamp(Math.Round(x.At(at) / scale) + zero, 0, 255);
        });
    }
}
