namespace Skylite.Native.Torch;

/// <summary>One argument of an operator's schema.</summary>
/// <param name="Name">As the schema writes it.</param>
/// <param name="Type">As the schema writes it, for example <c>int[2]</c>.</param>
/// <param name="Kind">The type, understood.</param>
/// <param name="Length">Elements of a list of fixed length, to which one number is repeated; 0 otherwise.</param>
/// <param name="Optional">Whether "none" is allowed.</param>
/// <param name="HasDefault">Whether the argument may be left out.</param>
internal sealed record SchemaArgument(string Name, string Type, ArgumentKind Kind, int Length, bool Optional, bool HasDefault);
