namespace Skylite.Tests.Graphs.Fuzzing;

/// <summary>Which fields of ONNX's messages are messages, texts and names, as onnx.proto numbers them: as much as a mutator needs to know.</summary>
internal sealed record WireSchema(string Name)
{
    public static WireSchema Entry { get; } = new("entry") { Texts = [1, 2] };

    public static WireSchema Tensor { get; } = new("tensor") { Messages = { [13] = Entry }, Names = [8], Packed = [1] };

    public static WireSchema Dimension { get; } = new("dimension") { Texts = [2] };

    public static WireSchema Shape { get; } = new("shape") { Messages = { [1] = Dimension } };

    public static WireSchema TensorType { get; } = new("tensor type") { Messages = { [2] = Shape } };

    public static WireSchema Type { get; } = new("type") { Messages = { [1] = TensorType } };

    public static WireSchema ValueInfo { get; } = new("value") { Messages = { [2] = Type }, Names = [1] };

    public static WireSchema Attribute { get; } = new("attribute") { Messages = { [5] = Tensor }, Texts = [1, 4], Packed = [8] };

    public static WireSchema Node { get; } = new("node") { Messages = { [5] = Attribute }, Names = [1, 2], Texts = [3, 4, 7] };

    public static WireSchema Graph { get; } = MakeGraph();

    public static WireSchema Opset { get; } = new("opset") { Texts = [1] };

    public static WireSchema Model { get; } = new("model") { Messages = { [7] = Graph, [8] = Opset, [14] = Entry }, Texts = [2, 3] };

    public Dictionary<int, WireSchema> Messages { get; init; } = [];

    /// <summary>Fields that name values: what links a graph together.</summary>
    public int[] Names { get; init; } = [];

    public int[] Texts { get; init; } = [];

    /// <summary>Lists of integers that may be packed.</summary>
    public int[] Packed { get; init; } = [];

    private static WireSchema MakeGraph()
    {
        var graph = new WireSchema("graph") { Messages = { [1] = Node, [5] = Tensor, [11] = ValueInfo, [12] = ValueInfo, [13] = ValueInfo }, Texts = [2] };
        Attribute.Messages[6] = graph;
        return graph;
    }
}
