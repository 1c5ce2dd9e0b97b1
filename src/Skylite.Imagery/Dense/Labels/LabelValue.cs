namespace Skylite.Imagery.Dense.Labels;

/// <summary>Class indices with a meaning of their own.</summary>
public static class LabelValue
{
    /// <summary>The pixel has no label: it is neither learnt from nor counted.</summary>
    public const byte Ignore = 255;
}
