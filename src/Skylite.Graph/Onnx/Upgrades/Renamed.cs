namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>An operator that got another name.</summary>
/// <param name="opType">The old name.</param>
/// <param name="to">The name in operator set 17.</param>
internal sealed class Renamed(string opType, string to) : IUpgrade
{
    public string OpType => opType;

    public void Apply(UpgradeContext context) => context.Node.OpType = to;
}
