namespace Skylite.Tests.Weights;

/// <summary>One tensor as torch.save describes it.</summary>
internal sealed record SavedTensor(string Name, string Key, long StorageCount, long[] Lengths, long[] Strides)
{
    public string StorageClass { get; init; } = "FloatStorage";

    public long Offset { get; init; }
}
