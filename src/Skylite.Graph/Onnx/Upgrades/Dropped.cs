namespace Skylite.Graphs.Onnx.Upgrades;

/// <summary>Attributes that no longer exist and that a network in use does not need.</summary>
/// <param name="opType">The operator.</param>
/// <param name="before">The operator set without them.</param>
/// <param name="attributes">The attributes.</param>
internal sealed class Dropped(string opType, int before, params string[] attributes) : IUpgrade
{
    public string OpType => opType;

    public void Apply(UpgradeContext context)
    {
        foreach (var attribute in context.Opset < before ? attributes : [])
        {
            context.Node.Attributes.Remove(attribute);
        }
    }
}
