namespace Skylite.Bench.Training;

/// <summary>What is trained in one comparison.</summary>
internal sealed record Workload(string Network, string PeerName, int Side, int Batch)
{
    public const int Classes = 10;

    public static IReadOnlyList<Workload> All { get; } =
    [
        new("resnet18", "resnet18", 224, 8),
        new("resnet18", "resnet18", 64, 64),
        new("mobilenet-v2", "mobilenet_v2", 224, 8),
        new("mobilenet-v2", "mobilenet_v2", 64, 64),
    ];

    public override string ToString() => $"{Network} {Side}² batch {Batch}";
}
